/** The simulated Basisregistratie Personen: synthetic people only. */
package nl.etdnetwerk.bsnk.brp;
