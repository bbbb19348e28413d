/** The plan of a network: its services and addresses, and the keys, persons and registrations it starts with. */
package nl.etdnetwerk.plan;
