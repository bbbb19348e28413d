/** The network in containers, for tests of suppliers. */
package nl.etdnetwerk.testcontainers;
