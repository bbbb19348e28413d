/** The back channel: mutual TLS to and from other services. */
package nl.etdnetwerk.kit.peer;
