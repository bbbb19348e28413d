/** Who the HM is: its own metadata. */
package nl.etdnetwerk.hm.metadata;
