/** Security keys (WebAuthn) as the factor beside password and code that makes LoA4: registering one, and showing that one has it. */
package nl.etdnetwerk.ad.securitykey;
