/** Accounts of the PGO and who is logged in. */
package nl.etdnetwerk.dvp.account;
