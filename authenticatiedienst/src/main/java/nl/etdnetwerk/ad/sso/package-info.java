/** The session of who logged in, what it is good for, and the names that it was told by (saml.md 1.13). */
package nl.etdnetwerk.ad.sso;
