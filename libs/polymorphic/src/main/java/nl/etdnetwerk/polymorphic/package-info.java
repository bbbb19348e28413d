/** Polymorphic identities and pseudonyms (bsnk.md): what may be refused, and with which code. */
package nl.etdnetwerk.polymorphic;
