/** MedMij: gegevensdiensten and what lists and requests share (medmij.md). */
package nl.etdnetwerk.medmij;
