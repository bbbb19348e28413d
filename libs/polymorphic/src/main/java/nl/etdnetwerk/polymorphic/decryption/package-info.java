/** What a service provider does: verify, decrypt, convert and migrate (bsnk.md 2.7, 2.8). */
package nl.etdnetwerk.polymorphic.decryption;
