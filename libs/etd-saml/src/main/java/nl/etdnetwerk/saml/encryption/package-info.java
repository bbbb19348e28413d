/** EncryptedIDs: made for a recipient's certificate, opened with its key (saml.md 1.9). */
package nl.etdnetwerk.saml.encryption;
