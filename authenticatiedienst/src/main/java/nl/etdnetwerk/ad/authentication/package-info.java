/** An authentication between the request of the HM and its answer. */
package nl.etdnetwerk.ad.authentication;
