/** What stelselbeheer publishes, fetched, verified and kept. */
package nl.etdnetwerk.kit.directory;
