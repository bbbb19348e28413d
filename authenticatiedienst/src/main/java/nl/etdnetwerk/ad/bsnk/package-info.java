/** BSNk and BRP as the AD uses them. */
package nl.etdnetwerk.ad.bsnk;
