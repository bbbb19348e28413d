/** Test certificates that look like PKIoverheid's: made, never committed. */
package nl.etdnetwerk.pki;
