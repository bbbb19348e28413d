/** The scheme keys: made at first start, kept by BSNk alone. */
package nl.etdnetwerk.bsnk.keys;
