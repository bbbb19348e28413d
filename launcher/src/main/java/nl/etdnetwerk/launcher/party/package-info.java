/** Parties of suppliers in a running network: admission, removal, keys. */
package nl.etdnetwerk.launcher.party;
