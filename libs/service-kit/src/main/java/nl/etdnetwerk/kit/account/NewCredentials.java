package nl.etdnetwerk.kit.account;

/** What somebody may choose as the name and password of an account. */
public final class NewCredentials {

    private static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 200;

    private NewCredentials() {}

    /** Whether the name is 3 - 100 letters, digits or {@code . _ @ -} and the password has 10 - 200 characters; null is neither. */
    public static boolean areUsable(String name, String password) {
        return name != null && name.matches("[A-Za-z0-9._@-]{3,100}") && password != null && password.length() >= SHORTEST_PASSWORD
                && password.length() <= LONGEST_PASSWORD;
    }
}
