/** Digests of tokens, codes and sessions, so that what they open is not stored as it is. */
package nl.etdnetwerk.kit.hash;
