package nl.etdnetwerk.kit.trace;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.time.NetworkClock;

/**
 * Sends trace events from a thread of its own. A login never waits for the broker: events wait in a bounded queue, and what
 * does not fit is dropped and counted.
 */
@ApplicationScoped
public class TraceEvents {

    private static final Logger LOG = Logger.getLogger(TraceEvents.class);
    private final EtdConfig config;
    private final NetworkClock clock;
    private final ObjectMapper json;
    private final BlockingQueue<TraceEvent> queue;
    private final MeterRegistry meters;
    private final AtomicLong lost;
    private TraceSender sender;
    private Thread thread;

    /** With the topic and bound of the configuration. */
    public TraceEvents(EtdConfig config, NetworkClock clock, ObjectMapper json, MeterRegistry meters) {
        this.config = config;
        this.clock = clock;
        this.json = json;
        this.queue = new ArrayBlockingQueue<>(config.trace().buffer());
        this.meters = meters;
        this.lost = meters.gauge("etd.trace.lost", new AtomicLong());
    }

    /** Starts sending to the broker. */
    public void start(@Observes StartupEvent event) {
        if (config.trace().enabled()) {
            sender = new TraceSender(queue, TraceEvents::kafka, config.trace().topic(), json, lost);
            thread = new Thread(sender, "trace-events");
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Sends what can still be sent. */
    public void stop(@Observes ShutdownEvent event) throws InterruptedException {
        if (sender != null) {
            sender.stop();
            thread.join(2_000);
        }
    }

    /** Reports an event and writes the one log line of it. */
    public void report(String flow, String from, String to, String kind, List<String> ids, String verified, int size, String outcome) {
        LOG.infof("%s %s -> %s %s %s", kind, from, to, outcome, ids);
        // By kind and code, never by party or person.
        meters.counter("etd.messages", "kind", kind, "outcome", outcome).increment();
        if (config.trace().enabled()
                && !queue.offer(new TraceEvent(clock.instant(), config.name(), flow, from, to, kind, ids, verified, size, outcome))) {
            lost.incrementAndGet();
        }
    }

    private static Producer<byte[], byte[]> kafka() {
        return new KafkaProducer<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                ConfigProvider.getConfig().getValue("kafka.bootstrap.servers", String.class), ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000,
                ProducerConfig.ACKS_CONFIG, "1", ProducerConfig.BUFFER_MEMORY_CONFIG,
                2L * 1024 * 1024, ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000, ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000),
                new ByteArraySerializer(), new ByteArraySerializer());
    }
}
