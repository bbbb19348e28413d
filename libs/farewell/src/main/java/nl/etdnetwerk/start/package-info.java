/** Beginning when what a service cannot do without is there, and not before. */
package nl.etdnetwerk.start;
