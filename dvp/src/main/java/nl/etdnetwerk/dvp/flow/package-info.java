/** A collection on its way. */
package nl.etdnetwerk.dvp.flow;
