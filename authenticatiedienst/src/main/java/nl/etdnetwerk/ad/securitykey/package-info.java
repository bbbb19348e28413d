/** Security keys (WebAuthn) as the second factor of LoA4: registering one, and showing that one has it. */
package nl.etdnetwerk.ad.securitykey;
