/** The start page. */
package nl.etdnetwerk.dvp.start;
