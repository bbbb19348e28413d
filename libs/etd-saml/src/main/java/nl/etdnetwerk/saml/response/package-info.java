/** What a requester checks of an answer; one class for each rule (saml.md 1.6, 1.7, 7.3). */
package nl.etdnetwerk.saml.response;
