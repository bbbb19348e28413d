/** What a supplier has of its own: here a SAML client, just large enough to log somebody in. */
package nl.etdnetwerk.example;
