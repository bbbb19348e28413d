/** Parties of the network: registration, checks, replacement. */
package nl.etdnetwerk.stelselbeheer.parties;
