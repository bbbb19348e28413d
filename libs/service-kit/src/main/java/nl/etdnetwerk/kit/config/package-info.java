/** Configuration and identity of a service. */
package nl.etdnetwerk.kit.config;
