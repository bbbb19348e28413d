/** The service catalogue, "dienstencatalogus" (saml.md 4). */
package nl.etdnetwerk.saml.catalogue;
