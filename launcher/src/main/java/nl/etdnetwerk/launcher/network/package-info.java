/** Services as processes: what there is, how it starts, how it stops. */
package nl.etdnetwerk.launcher.network;
