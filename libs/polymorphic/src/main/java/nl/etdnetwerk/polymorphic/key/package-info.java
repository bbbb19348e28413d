/** Keys of the scheme and of service providers: derivation, files and delivery (bsnk.md 1.3 - 1.5). */
package nl.etdnetwerk.polymorphic.key;
