/** Who the DVP is towards eTD: its metadata and its service provider side. */
package nl.etdnetwerk.dvp.metadata;
