/** What a receiver checks of a request; one class for each rule (saml.md 1.4, 7.6). */
package nl.etdnetwerk.saml.request;
