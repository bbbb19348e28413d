package nl.etdnetwerk.polymorphic.message;

import nl.etdnetwerk.polymorphic.curve.Point;

/** The three points (A, B, C) of an ElGamal encryption: A = tG, B = message + tC (bsnk.md 2.4 - 2.6). */
public record Triple(Point a, Point b, Point c) {}
