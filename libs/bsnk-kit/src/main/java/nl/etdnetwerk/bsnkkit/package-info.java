/** Calls to BSNk. */
package nl.etdnetwerk.bsnkkit;
