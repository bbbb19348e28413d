/** How messages travel: artifact, SOAP, POST and redirect (saml.md 1.3, 1.5). */
package nl.etdnetwerk.saml.binding;
