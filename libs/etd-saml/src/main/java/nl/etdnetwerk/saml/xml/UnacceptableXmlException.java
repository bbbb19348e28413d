package nl.etdnetwerk.saml.xml;

import nl.etdnetwerk.saml.Finding;

/** XML that is refused before anything in it is looked at. */
public final class UnacceptableXmlException extends Exception {

    private final transient Finding finding;

    /** With the finding to report. */
    public UnacceptableXmlException(Finding finding) {
        super(finding.toString());
        this.finding = finding;
    }

    /** Why. */
    public Finding finding() {
        return finding;
    }
}
