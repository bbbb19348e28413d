/** Pages for people: session, form protection, language, errors. */
package nl.etdnetwerk.kit.page;
