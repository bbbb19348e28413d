/** The three flows, walked as a browser would, with the evidence of every step. */
package nl.etdnetwerk.launcher.demo;
