/** A login between the request of a service provider and its answer, and the AD that a browser chose before. */
package nl.etdnetwerk.hm.login;
