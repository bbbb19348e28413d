package nl.etdnetwerk.start;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What has to be there before a service can start: a certificate with its key, the root it trusts, and somebody who answers at the
 * address of its database. What is not there yet is told in one line, and again only when it is something else.
 */
final class StartConditions {

    private static final Pattern DATABASE = Pattern.compile("jdbc:postgresql://([^:/]+):([0-9]+)/.*");
    private static final Pattern PRIVATE_KEY = Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
    private static final int LOOK_EVERY_MS = 200;
    private static final int CONNECT_MS = 2_000;
    private final Function<String, Optional<String>> settings;
    private final PrintStream log;

    /** With the settings of the service, by name as in docs/configuration.md. */
    StartConditions(Function<String, Optional<String>> settings, PrintStream log) {
        this.settings = settings;
        this.log = log;
    }

    /** Comes back when everything is there, however long that takes. */
    void await() throws InterruptedException {
        String told = "";
        Optional<String> missing = missing();
        while (missing.isPresent()) {
            if (!missing.get().equals(told)) {
                told = missing.get();
                log.println("WARN  [start] " + told + "; waiting");
            }
            Thread.sleep(LOOK_EVERY_MS);
            missing = missing();
        }
    }

    /** The first thing that is not there, with its code and without anything secret. */
    Optional<String> missing() {
        return keys().or(this::database);
    }

    private Optional<String> keys() {
        Optional<Path> own = first("etd.keys-dir", "decryption.keys-dir").map(Path::of);
        Optional<Path> root = first("etd.ca-file", "decryption.ca-file").map(Path::of);
        return own.flatMap(dir -> wrong(dir.resolve("tls.crt"), StartConditions::certificate))
                .or(() -> own.flatMap(dir -> wrong(dir.resolve("tls.key"), StartConditions::privateKey)))
                .or(() -> root.flatMap(file -> wrong(file, StartConditions::certificate)));
    }

    private Optional<String> first(String... names) {
        for (String name : names) {
            Optional<String> value = settings.apply(name);
            if (value.isPresent()) {
                return value;
            }
        }
        return Optional.empty();
    }

    private interface Reading {
        void read(byte[] content) throws GeneralSecurityException, IOException;
    }

    private static Optional<String> wrong(Path file, Reading reading) {
        try {
            reading.read(Files.readAllBytes(file));
            return Optional.empty();
        } catch (NoSuchFileException e) {
            return Optional.of("KEYS_MISSING " + file);
        } catch (IOException e) {
            return Optional.of("KEYS_UNREADABLE " + file + ": " + e.getClass().getSimpleName());
        } catch (CertificateExpiredException e) {
            return Optional.of("KEYS_EXPIRED " + file);
        } catch (GeneralSecurityException e) {
            // What the message of a parser quotes may be part of a key.
            return Optional.of("KEYS_UNUSABLE " + file);
        }
    }

    private static void certificate(byte[] pem) throws GeneralSecurityException {
        var chain = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(pem)).iterator();
        if (!chain.hasNext()) {
            throw new GeneralSecurityException("no certificate");
        }
        ((X509Certificate) chain.next()).checkValidity();
    }

    private static void privateKey(byte[] pem) throws GeneralSecurityException {
        Matcher block = PRIVATE_KEY.matcher(new String(pem, StandardCharsets.US_ASCII));
        if (!block.find()) {
            throw new GeneralSecurityException("no private key");
        }
        try {
            KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(block.group(1))));
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException(e);
        }
    }

    /** Whether it lets us in is for whoever logs in; here only whether there is anybody. */
    private Optional<String> database() {
        Optional<Matcher> address = settings.apply("etd.database.url").map(DATABASE::matcher).filter(Matcher::matches);
        if (address.isEmpty()) {
            return Optional.empty();
        }
        String host = address.get().group(1);
        int port = Integer.parseInt(address.get().group(2));
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), CONNECT_MS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("DATABASE_AWAY " + host + ":" + port + ": " + e.getClass().getSimpleName());
        }
    }
}
