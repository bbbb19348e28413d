package nl.etdnetwerk.saml;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/**
 * A version of the framework, as a service provider and its HM speak it (saml.md 0.4, 1.7). It is bound to the address of an
 * endpoint: one address never serves two versions (saml.md 1.2).
 */
public enum FrameworkVersion {

    /** Legacy: the summary names the person by a pseudonym in plain text and may travel by POST. */
    V1_11("1.11", Duration.ofMinutes(5), SamlNames.PERSISTENT),
    /** Current: a transient name, every identifier in an EncryptedID, the answer always by artifact. */
    V1_13("1.13", Duration.ofMinutes(2), SamlNames.TRANSIENT);

    private final String number;
    private final Duration life;
    private final String nameIdFormat;

    FrameworkVersion(String number, Duration life, String nameIdFormat) {
        this.number = number;
        this.life = life;
        this.nameIdFormat = nameIdFormat;
    }

    /** The version with this number, for example "1.13". */
    public static Optional<FrameworkVersion> of(String number) {
        return Arrays.stream(values()).filter(v -> v.number.equals(number)).findFirst();
    }

    /** For example "1.13". */
    public String number() {
        return number;
    }

    /** First part of the path of its endpoints, for example "/1.13". */
    public String path() {
        return "/" + number;
    }

    /** How long a summary assertion is valid. */
    public Duration life() {
        return life;
    }

    /** Format of the subject of a summary assertion. */
    public String nameIdFormat() {
        return nameIdFormat;
    }

    /** Namespace of the version attribute in metadata (saml.md 3.2). */
    public String metadataNamespace() {
        return "urn:etoegang:" + number + ":metadata-extension";
    }

    /** Whether an answer may be sent with this binding (saml.md 1.3). */
    public boolean answersBy(String binding) {
        return binding.equals(SamlNames.BINDING_ARTIFACT) || this == V1_11 && binding.equals(SamlNames.BINDING_POST);
    }
}
