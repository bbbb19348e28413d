/** Hardened XML, signatures and the start of OpenSAML; nothing outside this library uses it. */
package nl.etdnetwerk.saml.xml;
