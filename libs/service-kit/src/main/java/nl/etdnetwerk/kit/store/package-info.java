/** Short-lived protocol state in the database, shared by all replicas of a service. */
package nl.etdnetwerk.kit.store;
