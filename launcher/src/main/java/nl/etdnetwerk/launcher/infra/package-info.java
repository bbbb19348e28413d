/** PostgreSQL and Kafka inside one process of ours. */
package nl.etdnetwerk.launcher.infra;
