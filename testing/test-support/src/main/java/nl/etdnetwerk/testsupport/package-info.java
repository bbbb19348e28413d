/** A service alone, with everything around it that it needs to answer. */
package nl.etdnetwerk.testsupport;
