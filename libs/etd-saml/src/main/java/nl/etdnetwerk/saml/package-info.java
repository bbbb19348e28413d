/** What all parts of the SAML interfaces share: names, findings, levels of assurance, keys (saml.md). */
package nl.etdnetwerk.saml;
