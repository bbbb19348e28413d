/** The test PKI: certificates for whoever takes part. */
package nl.etdnetwerk.stelselbeheer.pki;
