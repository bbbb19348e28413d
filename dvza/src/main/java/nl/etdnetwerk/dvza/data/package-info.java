/** Patients and their synthetic data. */
package nl.etdnetwerk.dvza.data;
