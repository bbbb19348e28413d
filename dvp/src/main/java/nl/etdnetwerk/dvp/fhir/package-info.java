/** Collecting over FHIR and showing what was collected (medmij.md 3). */
package nl.etdnetwerk.dvp.fhir;
