/** The zorgaanbieders this DVZA serves, each with its own OIN and keys. */
package nl.etdnetwerk.dvza.zorgaanbieder;
