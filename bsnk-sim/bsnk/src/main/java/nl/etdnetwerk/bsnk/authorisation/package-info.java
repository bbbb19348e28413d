/** Who may ask BSNk for what. */
package nl.etdnetwerk.bsnk.authorisation;
