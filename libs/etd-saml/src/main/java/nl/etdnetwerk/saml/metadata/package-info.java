/** Metadata of participants and of the network (saml.md 3). */
package nl.etdnetwerk.saml.metadata;
