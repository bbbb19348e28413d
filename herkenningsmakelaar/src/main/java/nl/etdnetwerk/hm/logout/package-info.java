/** A service provider ends the session that a person began through this HM (saml.md 1.13). */
package nl.etdnetwerk.hm.logout;
