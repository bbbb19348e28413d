/** For whom an answer is, and what each of them gets, by the service catalogue. */
package nl.etdnetwerk.ad.recipients;
