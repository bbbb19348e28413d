/** The request of the HM (saml.md 2.1). */
package nl.etdnetwerk.ad.inbound;
