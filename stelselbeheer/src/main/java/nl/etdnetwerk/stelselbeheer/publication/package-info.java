/** What everybody fetches: metadata, catalogue and lists, all derived from the same register (finding N1). */
package nl.etdnetwerk.stelselbeheer.publication;
