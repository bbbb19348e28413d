/** The request of a service provider: read, validated, and matched with the catalogue. */
package nl.etdnetwerk.hm.inbound;
