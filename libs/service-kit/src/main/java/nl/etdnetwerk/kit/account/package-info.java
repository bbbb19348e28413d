/** Passwords, one-time codes and lock-out, for services that have accounts of their own. */
package nl.etdnetwerk.kit.account;
