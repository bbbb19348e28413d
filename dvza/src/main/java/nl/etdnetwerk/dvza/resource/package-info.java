/** The resource server: FHIR searches per gegevensdienst (medmij.md 3). */
package nl.etdnetwerk.dvza.resource;
