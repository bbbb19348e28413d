package nl.etdnetwerk.testcontainers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.testcontainers.DockerClientFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.NotFoundException;

import nl.etdnetwerk.persons.TestBsn;
import nl.etdnetwerk.plan.State;

/** What is in the images, and above all what is not: no key, no BSN of anybody in the BRP, no database. */
@RequiresNetworkImages
class ImageContentsIT {

    private static final int BSN = 9;
    private static final List<String> PLACES = List.of("/app", "/opt", "/etc", "/var", "/usr/local", "/home", "/root", "/srv");
    private final Set<String> bsns = bsns();

    private static Set<String> bsns() {
        try (InputStream in = State.class.getResourceAsStream("/brp-persons.json")) {
            Set<String> all = new HashSet<>();
            for (JsonNode person : new ObjectMapper().readTree(in)) {
                all.add(TestBsn.of(person.get("bsnStem").asText()));
            }
            return all;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What should not be there, each with its place. */
    private List<String> found(String image) throws IOException {
        var docker = DockerClientFactory.lazyClient();
        String id = docker.createContainerCmd("etd-netwerk/" + image + ":0.1.0").withCmd("none").exec().getId();
        List<String> found = new ArrayList<>();
        int files = 0;
        try {
            for (String place : PLACES) {
                try (TarArchiveInputStream tar = new TarArchiveInputStream(docker.copyArchiveFromContainerCmd(id, place).exec())) {
                    for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
                        if (e.isFile()) {
                            files++;
                            look(place + ": " + e.getName(), tar.readAllBytes(), found);
                        }
                    }
                } catch (NotFoundException e) {
                    // Not every image has every place.
                }
            }
        } finally {
            docker.removeContainerCmd(id).exec();
        }
        assertThat(files).as("files of " + image).isGreaterThan(10);
        return found;
    }

    private void look(String where, byte[] content, List<String> found) throws IOException {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        if (hasBsn(text)) {
            found.add("BSN in " + where);
        }
        // Class archives hold the constants of classes, of Netty's own test key among them; a key of ours would be a file.
        if (!where.endsWith(".aot") && !where.endsWith(".class") && text.contains("PRIVATE KEY-----\n")) {
            found.add("key in " + where);
        }
        if (where.endsWith("/PG_VERSION") || where.endsWith(".p12") || where.endsWith(".jks")) {
            found.add("store or database: " + where);
        }
        if (where.endsWith(".jar")) {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(content))) {
                for (ZipEntry e = zip.getNextEntry(); e != null; e = zip.getNextEntry()) {
                    look(where + "!" + e.getName(), zip.readAllBytes(), found);
                }
            }
        }
    }

    private boolean hasBsn(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            digits = c >= '0' && c <= '9' ? digits + 1 : 0;
            if (digits >= BSN && bsns.contains(text.substring(i + 1 - BSN, i + 1))) {
                return true;
            }
        }
        return false;
    }

    @ParameterizedTest
    @ValueSource(strings = {"stelselbeheer", "bsnk", "decryptie", "authenticatiedienst", "hm", "dvp", "dvza", "netwerk", "postgres"})
    void imageWhenReadThenHoldsNoKeyBsnOrDatabase(String image) throws IOException {
        assertThat(found(image)).isEmpty();
    }

    private static final String[] IMAGES = {"stelselbeheer", "bsnk", "decryptie", "authenticatiedienst", "hm", "dvp", "dvza", "netwerk",
        "postgres"};
    private static final long MEGABYTE = 1000 * 1000;

    private static InspectImageResponse inspected(String image) {
        return DockerClientFactory.lazyClient().inspectImageCmd("etd-netwerk/" + image + ":0.1.0").exec();
    }

    /** Layers that images have in common are there once: so much of an image is its own beside these others. */
    private static long bytesBeside(String image, String below) {
        return inspected(image).getSize() - inspected(below).getSize();
    }

    @Test
    void imagesWhenInspectedThenANumberedUserLabelsAndMemoryByShare() throws IOException {
        for (String image : IMAGES) {
            var config = inspected(image).getConfig();
            assertThat(config.getUser()).as(image).isEqualTo("10001:10001");
            assertThat(config.getLabels()).as(image).containsEntry("org.opencontainers.image.version", "0.1.0")
                    .containsKeys("org.opencontainers.image.title", "org.opencontainers.image.licenses");
            assertThat(config.getEntrypoint()[0]).as(image).isEqualTo(image.equals("postgres") ? "/usr/local/bin/start-postgres" : "java");
            assertThat(config.getExposedPorts()).as(image).isNullOrEmpty();
        }
        for (String service : List.of("hm", "dvza", "decryptie")) {
            String options = file(service, "/app/jvm.options");
            assertThat(options).as(service).contains("-XX:MaxRAMPercentage=", "-XX:AOTCache=/app/app.aot");
        }
        assertThat(file("postgres", "/usr/local/bin/start-postgres")).startsWith("#!/bin/sh");
    }

    private static String file(String image, String path) throws IOException {
        var docker = DockerClientFactory.lazyClient();
        String id = docker.createContainerCmd("etd-netwerk/" + image + ":0.1.0").withCmd("none").exec().getId();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(docker.copyArchiveFromContainerCmd(id, path).exec())) {
            tar.getNextEntry();
            return new String(tar.readAllBytes(), StandardCharsets.UTF_8);
        } finally {
            docker.removeContainerCmd(id).exec();
        }
    }

    @Test
    void imagesWhenWeighedThenAtMostTheirShareBesideWhatTheyHaveInCommon() {
        for (String image : List.of("stelselbeheer", "bsnk", "decryptie", "authenticatiedienst", "hm", "dvp", "dvza")) {
            assertThat(bytesBeside(image, "libraries")).as(image).isLessThan(180 * MEGABYTE);
        }
    }

    @Test
    void searchWhenThereIsSomethingThenFindsIt() throws IOException {
        List<String> found = new ArrayList<>();
        look("a", ("x" + bsns.iterator().next() + "y").getBytes(StandardCharsets.US_ASCII), found);
        look("b", ("-----BEGIN PRIVATE " + "KEY-----\nAAAA").getBytes(StandardCharsets.US_ASCII), found);
        look("c/PG_VERSION", new byte[0], found);

        assertThat(found).containsExactly("BSN in a", "key in b", "store or database: c/PG_VERSION");
    }
}
