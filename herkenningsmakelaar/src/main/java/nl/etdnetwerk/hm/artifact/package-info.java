/** Answers that wait to be fetched by service providers, and requests that wait for ADs. */
package nl.etdnetwerk.hm.artifact;
