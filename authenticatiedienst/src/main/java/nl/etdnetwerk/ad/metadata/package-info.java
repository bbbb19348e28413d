/** Who the AD is: its own metadata. */
package nl.etdnetwerk.ad.metadata;
