/** From an identity document to a means: the BSN passes through and leaves nothing behind. */
package nl.etdnetwerk.ad.enrolment;
