package nl.etdnetwerk.kit.page;

import java.util.List;

import nl.etdnetwerk.saml.Finding;

/** Something that is told to the person on a page, because the requester is unknown or not to be trusted. */
public class PageException extends RuntimeException {

    private final String code;
    private final int status;
    private final transient List<Finding> findings;

    /** A stable code and the HTTP status. */
    public PageException(String code, int status) {
        this(code, status, List.of());
    }

    /** With what was found wrong. */
    public PageException(String code, int status, List<Finding> findings) {
        super(code + (findings.isEmpty() ? "" : " " + findings));
        this.code = code;
        this.status = status;
        this.findings = findings;
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
