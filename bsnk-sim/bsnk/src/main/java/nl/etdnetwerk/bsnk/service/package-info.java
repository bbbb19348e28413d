/** The SOAP services of BSNk (bsnk.md 4.1, 4.2). */
package nl.etdnetwerk.bsnk.service;
