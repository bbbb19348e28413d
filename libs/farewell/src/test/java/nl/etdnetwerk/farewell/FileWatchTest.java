package nl.etdnetwerk.farewell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileWatchTest {

    @TempDir
    Path folder;
    private Path certificate;
    private Path root;
    private FileWatch watch;

    @BeforeEach
    void begin() throws IOException {
        certificate = Files.writeString(folder.resolve("tls.crt"), "one");
        root = Files.writeString(folder.resolve("ca.crt"), "root");
        watch = new FileWatch(List.of(certificate, root));
    }

    @Test
    void areNewWhenNothingChangesThenNever() {
        assertThat(watch.areNew()).isFalse();
        assertThat(watch.areNew()).isFalse();
    }

    @Test
    void areNewWhenOneIsAnotherThenAtTheSecondLook() throws IOException {
        Files.writeString(root, "another root");

        assertThat(watch.areNew()).isFalse();
        assertThat(watch.areNew()).isTrue();
    }

    @Test
    void areNewWhenStillBeingWrittenOrGoneThenNotYet() throws IOException {
        Files.writeString(certificate, "tw");
        assertThat(watch.areNew()).isFalse();
        Files.writeString(certificate, "two");
        assertThat(watch.areNew()).isFalse();
        Files.delete(root);
        assertThat(watch.areNew()).isFalse();
        assertThat(watch.areNew()).isFalse();
        Files.writeString(root, "root");
        assertThat(watch.areNew()).isFalse();
        assertThat(watch.areNew()).isTrue();
    }

    @Test
    void areNewWhenPutBackThenNot() throws IOException {
        Files.writeString(root, "another root");
        watch.areNew();
        Files.writeString(root, "root");

        assertThat(watch.areNew()).isFalse();
        assertThat(watch.areNew()).isFalse();
    }
}
