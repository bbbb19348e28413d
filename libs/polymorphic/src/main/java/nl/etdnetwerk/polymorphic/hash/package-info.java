/** The hash of the scheme. */
package nl.etdnetwerk.polymorphic.hash;
