/** The MedMij lists: ZAL, OCL, WHL, GNL and ZAKL, written and read against our own schemas (medmij.md 4). */
package nl.etdnetwerk.medmij.lists;
