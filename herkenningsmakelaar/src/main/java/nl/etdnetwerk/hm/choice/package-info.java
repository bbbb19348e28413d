/** The person chooses an AD. */
package nl.etdnetwerk.hm.choice;
