package nl.etdnetwerk.polymorphic.message;

import java.util.regex.Pattern;

/**
 * What every body starts with (bsnk.md 3.2, Header6 without the object identifier).
 *
 * @param schemeVersion 1, the only version there is; read as it stands and refused after the signature was checked
 * @param schemeKeySetVersion SKSV, positive
 * @param creator OIN (20 digits) of the party that made the structure
 * @param recipient OIN of the AP for polymorphic data, of the service provider for encrypted data
 * @param recipientKeySetVersion KSV of the recipient, an opaque number of up to eight digits
 */
public record Header(int schemeVersion, long schemeKeySetVersion, String creator, String recipient, long recipientKeySetVersion) {

    private static final Pattern OIN = Pattern.compile("[0-9]{20}");

    /** Refuses an OIN that is not 20 digits and negative versions. */
    public Header {
        if (!OIN.matcher(creator).matches() || !OIN.matcher(recipient).matches()) {
            throw new IllegalArgumentException("an OIN is 20 digits");
        }
        if (schemeKeySetVersion < 1 || recipientKeySetVersion < 0) {
            throw new IllegalArgumentException("negative version");
        }
    }
}
