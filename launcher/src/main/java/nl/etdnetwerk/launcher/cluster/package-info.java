/** Keys of a network in containers and on Kubernetes. */
package nl.etdnetwerk.launcher.cluster;
