/** Means with their PI and PP. */
package nl.etdnetwerk.ad.means;
