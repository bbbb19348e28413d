/** What goes back to the HM: identifiers for exactly the recipients of the catalogue, in a signed assertion (saml.md 2.3). */
package nl.etdnetwerk.ad.answer;
