/** The signatures of bsnk.md 2.9: legacy EC-Schnorr and ECSDSA by the transformer, ECDSA by BSNk. */
package nl.etdnetwerk.polymorphic.signature;
