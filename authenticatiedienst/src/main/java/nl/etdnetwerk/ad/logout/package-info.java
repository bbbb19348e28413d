/** The session at the AD ends (saml.md 1.13). */
package nl.etdnetwerk.ad.logout;
