/** Which DVPs may come here at all. */
package nl.etdnetwerk.dvza.client;
