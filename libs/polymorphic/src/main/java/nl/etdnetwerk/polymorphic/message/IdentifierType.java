package nl.etdnetwerk.polymorphic.message;

/** The type of identifier that a pseudonym or identity stands for; on the wire the code of its letter (bsnk.md 3.2). */
public enum IdentifierType {
    /** Burgerservicenummer. */
    B,
    /** eIDAS uniqueness identifier. */
    E;

    /** 66 or 69. */
    public int code() {
        return name().charAt(0);
    }

    /**
     * The type with this code.
     *
     * @throws IllegalArgumentException for any other code
     */
    public static IdentifierType of(int code) {
        return switch (code) {
            case 'B' -> B;
            case 'E' -> E;
            default -> throw new IllegalArgumentException("unknown identifier type " + code);
        };
    }
}
