/** The OAuth client of MedMij (medmij.md 1, 2, 6). */
package nl.etdnetwerk.dvp.oauth;
