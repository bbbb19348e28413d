/** Trace events: what went from whom to whom, on Kafka, without content. */
package nl.etdnetwerk.kit.trace;
