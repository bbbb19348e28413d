/** brainpoolP320r1: points, scalars and constant-time multiplication, on own field arithmetic (bsnk.md 2.1 and 7). */
package nl.etdnetwerk.polymorphic.curve;
