/** The ASN.1 structures of bsnk.md 3, read strictly and written byte for byte. */
package nl.etdnetwerk.polymorphic.message;
