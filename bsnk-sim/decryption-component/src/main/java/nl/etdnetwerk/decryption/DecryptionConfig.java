package nl.etdnetwerk.decryption;

import java.nio.file.Path;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of the component. */
@ConfigMapping(prefix = "decryption")
public interface DecryptionConfig {

    /** Port of the HTTPS listener; always the one that is configured. */
    int port();

    /** Port of health checks. */
    int managementPort();

    /** Folder with tls.key and tls.crt. */
    Path keysDir();

    /** Root certificate that clients have to be issued under. */
    Path caFile();

    /** PEM file with the public key of who may give out bearer tokens (PS256). */
    Path tokenIssuerKey();

    /** Issuer that bearer tokens have to name. */
    @WithDefault("etd-netwerk")
    String tokenIssuer();

    /** Threads that decrypt. */
    @WithDefault("2")
    int threads();

    /** Requests that may wait; more are told to come back. */
    @WithDefault("256")
    int queue();
}
