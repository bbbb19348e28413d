package nl.etdnetwerk.kit.account;

import java.util.regex.Pattern;

/** What somebody may choose as the name and password of an account. */
public final class NewCredentials {

    private static final int SHORTEST_PASSWORD = 10;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._@-]{3,100}");

    private NewCredentials() {}

    /** Whether the name is one, and the password too; null is neither. */
    public static boolean areUsable(String name, String password) {
        return isName(name) && isPassword(password);
    }

    /** Whether it has at least 10 characters and at most the 72 bytes that bcrypt looks at; null has not. */
    public static boolean isPassword(String password) {
        return password != null && password.length() >= SHORTEST_PASSWORD && Passwords.fits(password);
    }

    /** Whether it is 3 - 100 letters, digits or {@code . _ @ -}; null is not. */
    public static boolean isName(String name) {
        return name != null && NAME.matcher(name).matches();
    }
}
