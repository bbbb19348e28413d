/** What BSNk does: activation, transformation, direct issuance, signing (bsnk.md 2.4 - 2.6, 2.9). */
package nl.etdnetwerk.polymorphic.issuance;
