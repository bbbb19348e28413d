/** Protocol messages as records, and how they are written (saml.md 1, 2). */
package nl.etdnetwerk.saml.message;
