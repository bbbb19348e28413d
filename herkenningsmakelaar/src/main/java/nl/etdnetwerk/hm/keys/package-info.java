/** DV keys: service providers get their BSNk keys through their HM (saml.md 3.6, bsnk.md 4.2). */
package nl.etdnetwerk.hm.keys;
