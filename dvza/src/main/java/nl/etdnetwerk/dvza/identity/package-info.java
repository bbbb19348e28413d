/** From a versleutelde identiteit to a patient: the only place where a BSN appears. */
package nl.etdnetwerk.dvza.identity;
