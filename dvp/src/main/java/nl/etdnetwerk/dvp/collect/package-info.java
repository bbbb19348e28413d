/** Choosing what to collect where. */
package nl.etdnetwerk.dvp.collect;
