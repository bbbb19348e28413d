/** What everybody who knows a made-up person has to agree on. */
package nl.etdnetwerk.persons;
