/** Scopes, requests and errors of the authorization and token interface (medmij.md 1, 2). */
package nl.etdnetwerk.medmij.oauth;
