/** The request to the AD and its answer (saml.md 2). */
package nl.etdnetwerk.hm.outbound;
