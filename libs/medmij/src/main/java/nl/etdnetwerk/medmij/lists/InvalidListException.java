package nl.etdnetwerk.medmij.lists;

/** A list that may not be used; the last good copy stays in use (medmij.md 4.2). */
public final class InvalidListException extends Exception {

    private final String code;

    /** With a code and an explanation for the log. */
    public InvalidListException(String code, String explanation) {
        super(code + ": " + explanation);
        this.code = code;
    }

    /** The code, for example LIST_SCHEMA. */
    public String code() {
        return code;
    }
}
