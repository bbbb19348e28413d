/** Leaving without losing anybody. */
package nl.etdnetwerk.farewell;
