package nl.etdnetwerk.launcher.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class StateLockTest {

    @TempDir
    private Path folder;

    /** Another process: within one the lock is there for whoever asks. */
    static final class Holder {

        private Holder() {}

        /** Has its turn until its input ends, and leaves a file then. */
        public static void main(String[] args) throws IOException {
            try (StateLock held = StateLock.of(Path.of(args[0]))) {
                System.out.println("held");
                System.in.read();
                Files.createFile(Path.of(args[0]).resolveSibling("done"));
            }
        }
    }

    private Process holder() throws IOException {
        Process p = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), Holder.class.getName(), folder.resolve("lock").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        assertThat(p.inputReader().readLine()).isEqualTo("held");
        return p;
    }

    @Test
    void turnWhenAnotherProcessHasItThenNotFree() throws Exception {
        Process other = holder();
        try {
            assertThat(StateLock.ifFree(folder.resolve("lock"))).isEmpty();
        } finally {
            other.destroyForcibly().waitFor();
        }
        // However it ended.
        assertThat(StateLock.ifFree(folder.resolve("lock"))).isPresent();
    }

    @Test
    void turnWhenAnotherProcessHasItThenWaitsUntilThatIsDone() throws Exception {
        Process other = holder();
        try {
            CompletableFuture<Boolean> waited = CompletableFuture.supplyAsync(() -> {
                try (StateLock mine = StateLock.of(folder.resolve("lock"))) {
                    return Files.exists(folder.resolve("done"));
                } catch (IOException e) {
                    throw new IllegalStateException(e);
                }
            });
            assertThatThrownBy(() -> waited.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            other.getOutputStream().close();

            assertThat(waited.get()).as("the other was done").isTrue();
        } finally {
            other.destroyForcibly().waitFor();
        }
    }
}
