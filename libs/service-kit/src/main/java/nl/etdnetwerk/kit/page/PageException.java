package nl.etdnetwerk.kit.page;

import java.util.List;

import nl.etdnetwerk.saml.Finding;

/** Something that is told to the person on a page, because the requester is unknown or not to be trusted. */
public class PageException extends RuntimeException {

    private final String code;
    private final int status;
    private final transient List<Finding> findings;
    private final String goOn;

    /** A stable code and the HTTP status. */
    public PageException(String code, int status) {
        this(code, status, List.of());
    }

    /** With what was found wrong. */
    public PageException(String code, int status, List<Finding> findings) {
        this(code, status, findings, "");
    }

    private PageException(String code, int status, List<Finding> findings, String goOn) {
        super(code + (findings.isEmpty() ? "" : " " + findings));
        this.code = code;
        this.status = status;
        this.findings = findings;
        this.goOn = goOn;
    }

    /** The same, with an address of this service where the person can go on from the page. */
    public PageException goOnAt(String path) {
        PageException same = new PageException(code, status, findings, path);
        same.initCause(this);
        return same;
    }

    /** Where the person can go on; empty when nowhere. */
    public String goOn() {
        return goOn;
    }

    /** The code. */
    public String code() {
        return code;
    }

    /** HTTP status. */
    public int status() {
        return status;
    }

    /** What was found wrong, if it was a message. */
    public List<Finding> findings() {
        return findings;
    }
}
