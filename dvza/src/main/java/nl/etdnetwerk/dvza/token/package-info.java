/** The token interface: codes, access tokens, refresh tokens, revocation (medmij.md 2). */
package nl.etdnetwerk.dvza.token;
