/** SOAP 1.1 with WS-Addressing and a WS-Security signature as BSNk uses it (bsnk.md 4.1). */
package nl.etdnetwerk.bsnksoap;
