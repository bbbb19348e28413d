package nl.etdnetwerk.kit.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import nl.etdnetwerk.kit.peer.BackChannel;

/** What a service has of a document when the next copy is broken, empty, away, or makes its reader fail. */
class PublishedDocumentTest {

    @TempDir
    Path folder;
    private BackChannel.Answer answer;
    private IOException failure;
    private final PublishedDocument.Source channel = url -> {
        if (failure != null) {
            throw failure;
        }
        return answer;
    };

    private PublishedDocument<String> document() {
        return new PublishedDocument<>("https://stelselbeheer.localhost/list", folder.resolve("list.xml"), (bytes, current) -> {
            String text = new String(bytes, StandardCharsets.UTF_8);
            switch (text) {
                case "broken", "" -> throw new PublishedDocument.Unusable("LIST_SCHEMA");
                case "older" -> {
                    if (current.isPresent()) {
                        throw new PublishedDocument.Unusable("LIST_OLDER");
                    }
                    return text;
                }
                case "surprising" -> throw new IllegalStateException("not thought of");
                default -> {
                    return text;
                }
            }
        });
    }

    private void serves(int status, String text) {
        answer = new BackChannel.Answer(status, text.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    @ParameterizedTest
    @ValueSource(strings = {"broken", "", "surprising"})
    void refreshWhenTheNextCopyCannotBeUsedThenTheLastGoodOneStaysAlsoAfterARestart(String next) {
        PublishedDocument<String> document = document();
        serves(200, "good");
        assertThat(document.refresh(channel)).isTrue();

        serves(200, next);
        assertThat(document.refresh(channel)).isFalse();
        assertThat(document.value()).contains("good");

        PublishedDocument<String> restarted = document();
        restarted.restore();
        assertThat(restarted.value()).contains("good");
        serves(200, "better");
        assertThat(restarted.refresh(channel)).isTrue();
        assertThat(restarted.value()).contains("better");
    }

    @Test
    void refreshWhenTheDocumentIsWithdrawnThenThereIsNoneAndNeitherAfterARestart() {
        PublishedDocument<String> document = document();
        serves(204, "");
        // Not yet published is another thing.
        assertThat(document.refresh(channel)).isFalse();
        assertThat(document.isWithdrawn()).isFalse();
        serves(200, "good");
        document.refresh(channel);

        serves(204, "");
        assertThat(document.refresh(channel)).isTrue();
        assertThat(document.value()).isEmpty();
        assertThat(document.isWithdrawn()).isTrue();
        PublishedDocument<String> restarted = document();
        restarted.restore();
        assertThat(restarted.value()).isEmpty();
        // Known at once, so that nobody waits for it; and one from before it was withdrawn does not come back.
        assertThat(restarted.isWithdrawn()).isTrue();
        assertThat(restarted.refresh(channel)).isTrue();
        serves(200, "older");
        assertThat(restarted.refresh(channel)).isFalse();
        assertThat(restarted.value()).isEmpty();
        serves(200, "good");
        assertThat(restarted.refresh(channel)).isTrue();
        assertThat(restarted.value()).contains("good");
        serves(200, "again");
        assertThat(document.refresh(channel)).isTrue();
        assertThat(document.value()).contains("again");
        assertThat(document.isWithdrawn()).isFalse();
        PublishedDocument<String> after = document();
        after.restore();
        assertThat(after.value()).contains("again");
        assertThat(after.isWithdrawn()).isFalse();
    }

    @Test
    void refreshWhenTheServerIsAwayThenTheLastGoodOneStays() {
        PublishedDocument<String> document = document();
        serves(200, "good");
        document.refresh(channel);

        serves(503, "broken");
        assertThat(document.refresh(channel)).isFalse();
        failure = new IOException("connection refused");
        assertThat(document.refresh(channel)).isFalse();
        assertThat(document.value()).contains("good");
    }

    @Test
    void restoreWhenTheCopyOnDiskIsDamagedThenNothingIsInUse() throws IOException {
        Files.writeString(folder.resolve("list.xml"), "broken");
        PublishedDocument<String> document = document();

        document.restore();

        assertThat(document.value()).isEmpty();
    }
}
