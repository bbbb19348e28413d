/** The only place that asks the system for the time. */
package nl.etdnetwerk.kit.time;
