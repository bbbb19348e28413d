package nl.etdnetwerk.launcher.demo;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Reads trace events from Kafka and finds those of one flow together by the message ids they share. */
public final class Trace implements AutoCloseable {

    private static final String TOPIC = "etd.trace";
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Event> events = new ArrayList<>();

    /** An event as services report it. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Event(String service, String flow, String from, String to, String kind, List<String> ids, String verified, int size,
            String outcome) {}

    /** From the end of the topic on, at a broker (host:port). */
    public Trace(String broker) {
        consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, broker, ConsumerConfig.GROUP_ID_CONFIG,
                "demo-" + UUID.randomUUID(), ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                false), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        TopicPartition partition = new TopicPartition(TOPIC, 0);
        consumer.assign(List.of(partition));
        consumer.seekToEnd(List.of(partition));
        consumer.position(partition);
    }

    /** Forgets what was read. */
    void reset() {
        poll(Duration.ofMillis(200));
        events.clear();
    }

    /** Reads what has come, and waits no longer than this for it. */
    public void poll(Duration timeout) {
        consumer.poll(timeout).forEach(r -> {
            try {
                events.add(json.readValue(r.value(), Event.class));
            } catch (IOException e) {
                throw new IllegalStateException("unreadable trace event", e);
            }
        });
    }

    /** All since the beginning or {@link #reset}. */
    public List<Event> events() {
        return List.copyOf(events);
    }

    /** Events connected with the last flow that the DVP began. */
    List<Event> flow() {
        Set<String> known = new HashSet<>();
        for (Event e : events) {
            if (e.service().equals("dvp") && e.kind().endsWith(" sent")) {
                known.clear();
                known.addAll(e.ids());
            }
        }
        boolean grows = true;
        while (grows) {
            grows = false;
            for (Event e : events) {
                if (e.ids().stream().anyMatch(known::contains)) {
                    grows |= known.addAll(e.ids());
                }
            }
        }
        return events.stream().filter(e -> e.ids().stream().anyMatch(known::contains)).toList();
    }

    @Override
    public void close() {
        consumer.close(Duration.ofSeconds(2));
    }
}
