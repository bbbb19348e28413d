/** Linking a means and logging in with it (step 1). */
package nl.etdnetwerk.dvp.link;
