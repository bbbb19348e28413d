package nl.etdnetwerk.polymorphic;

/** A structure, key or request was refused. The message names the reason and never the content. */
public final class RefusedException extends RuntimeException {

    private final Refusal refusal;

    /** A refusal with a short explanation for a log line. */
    public RefusedException(Refusal refusal, String explanation) {
        super(refusal + ": " + explanation);
        this.refusal = refusal;
    }

    /** A refusal caused by another exception, of which only the class is kept in the message. */
    public RefusedException(Refusal refusal, Throwable cause) {
        super(refusal + ": " + cause.getClass().getSimpleName());
        this.refusal = refusal;
    }

    /** The stable code. */
    public Refusal refusal() {
        return refusal;
    }
}
