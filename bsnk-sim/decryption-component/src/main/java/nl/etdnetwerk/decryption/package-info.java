/** The decryption component: the paths, fields and codes of the scheme's own component, and what it lacked (findings N4, V8). */
package nl.etdnetwerk.decryption;
