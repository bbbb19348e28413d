/** Identities and pseudonyms as points (bsnk.md 2.2, 2.3). */
package nl.etdnetwerk.polymorphic.embedding;
