/** Values nobody can guess. */
package nl.etdnetwerk.kit.random;
