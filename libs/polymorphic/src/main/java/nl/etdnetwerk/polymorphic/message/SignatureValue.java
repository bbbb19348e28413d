package nl.etdnetwerk.polymorphic.message;

import java.math.BigInteger;

/** The pair (r, s) of any of the three algorithms. r of the Schnorr kinds is a raw 320-bit number and may exceed q. */
public record SignatureValue(SignatureKind kind, BigInteger r, BigInteger s) {}
