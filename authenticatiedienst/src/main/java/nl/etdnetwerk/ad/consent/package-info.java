/** The person decides, per service. */
package nl.etdnetwerk.ad.consent;
