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

    /** File with the bearer token that callers have to show. */
    Path tokenFile();

    /** Threads that decrypt. */
    @WithDefault("2")
    int threads();

    /** Requests that may wait; more are told to come back. */
    @WithDefault("256")
    int queue();
}
