/** The person shows who it is. */
package nl.etdnetwerk.ad.login;
