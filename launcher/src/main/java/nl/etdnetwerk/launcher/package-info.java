/** The command: up, down, status, logs, demo, and parties of suppliers. */
package nl.etdnetwerk.launcher;
