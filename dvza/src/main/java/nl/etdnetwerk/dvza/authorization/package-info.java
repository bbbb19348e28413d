/** The authorization interface of MedMij: PAR, landing, authentication, availability, consent, code (medmij.md 1, 6). */
package nl.etdnetwerk.dvza.authorization;
