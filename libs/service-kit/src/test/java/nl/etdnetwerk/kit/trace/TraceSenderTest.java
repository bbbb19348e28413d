package nl.etdnetwerk.kit.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/** Events wait for a broker that is away, in order, and are lost only when no broker would take them. */
@Timeout(30)
class TraceSenderTest {

    private final BlockingQueue<TraceEvent> queue = new ArrayBlockingQueue<>(10);
    private final AtomicLong lost = new AtomicLong();
    private final Deque<RuntimeException> answers = new ArrayDeque<>();
    private final AtomicInteger made = new AtomicInteger();
    private final MockProducer<byte[], byte[]> broker = new MockProducer<>(true, null, new ByteArraySerializer(),
            new ByteArraySerializer()) {
        @Override
        public synchronized Future<RecordMetadata> send(ProducerRecord<byte[], byte[]> message) {
            RuntimeException answer = answers.poll();
            return answer == null ? super.send(message) : CompletableFuture.failedFuture(answer);
        }

        @Override
        public void close() {
            // Each producer of the sender is this one.
        }
    };

    private static TraceEvent event(String flow) {
        return new TraceEvent(Instant.EPOCH, "hm", flow, "a", "b", "Response", List.of(), "signature", 1, "ok");
    }

    private Producer<byte[], byte[]> producer() {
        if (made.getAndIncrement() < failures) {
            throw new KafkaException("No resolvable bootstrap urls");
        }
        return broker;
    }

    private int failures;

    /** Runs until everything that waits has been dealt with. */
    private List<String> sent() throws InterruptedException {
        ObjectMapper json = new ObjectMapper().findAndRegisterModules().disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
        TraceSender sender = new TraceSender(queue, this::producer, "etd.trace", json, lost);
        Thread thread = new Thread(sender);
        int expected = queue.size();
        thread.start();
        while (broker.history().size() + lost.get() < expected) {
            Thread.onSpinWait();
        }
        sender.stop();
        thread.join();
        return broker.history().stream().map(r -> new String(r.key(), java.nio.charset.StandardCharsets.UTF_8)).toList();
    }

    @Test
    void eventsWhenTheBrokerTimesOutThenKeptAndSentLater() throws InterruptedException {
        queue.addAll(List.of(event("1"), event("2")));
        answers.addAll(List.of(new TimeoutException("away"), new TimeoutException("away"), new TimeoutException("away")));

        assertThat(sent()).containsExactly("1", "2");
        assertThat(lost).hasValue(0);
    }

    @Test
    void eventsWhenTheBrokersNameIsUnknownAtFirstThenSentOnceItIsKnown() throws InterruptedException {
        failures = 1;
        queue.add(event("1"));

        assertThat(sent()).containsExactly("1");
        assertThat(made).hasValue(2);
    }

    @Test
    void eventWhenNoBrokerWouldTakeItThenCountedAsLostAndTheNextIsSent() throws InterruptedException {
        queue.addAll(List.of(event("1"), event("2")));
        answers.add(new RecordTooLargeException("too large"));

        assertThat(sent()).containsExactly("2");
        assertThat(lost).hasValue(1);
    }
}
