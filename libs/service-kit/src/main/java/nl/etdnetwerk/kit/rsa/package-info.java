/** RSA signatures by a native library where the machine has one. */
package nl.etdnetwerk.kit.rsa;
