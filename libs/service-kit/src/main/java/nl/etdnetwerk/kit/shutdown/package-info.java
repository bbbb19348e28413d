/** Leaving without losing anybody. */
package nl.etdnetwerk.kit.shutdown;
