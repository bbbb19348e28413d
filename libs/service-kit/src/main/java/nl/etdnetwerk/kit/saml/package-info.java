/** Both ends of the artifact binding, for every service that speaks SAML. */
package nl.etdnetwerk.kit.saml;
