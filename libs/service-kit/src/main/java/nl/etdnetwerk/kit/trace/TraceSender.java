package nl.etdnetwerk.kit.trace;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jboss.logging.Logger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * Takes events from the queue and gives them to the broker. What the broker does not take now is kept and tried again, so that
 * events wait in the queue while it is away; only what no broker will ever take is counted as lost.
 */
final class TraceSender implements Runnable {

    private static final Logger LOG = Logger.getLogger(TraceSender.class);
    private static final int BATCH = 500;
    /** The first one waits this long for others: a request for each event costs the broker and the service more than the event. */
    private static final long GATHER_MS = 100;
    private final BlockingQueue<TraceEvent> queue;
    private final Supplier<Producer<byte[], byte[]>> producers;
    private final String topic;
    private final ObjectMapper json;
    private final AtomicLong lost;
    private final List<TraceEvent> unsent = new ArrayList<>();
    private volatile boolean running = true;
    private boolean away;

    TraceSender(BlockingQueue<TraceEvent> queue, Supplier<Producer<byte[], byte[]>> producers, String topic, ObjectMapper json,
            AtomicLong lost) {
        this.queue = queue;
        this.producers = producers;
        this.topic = topic;
        this.json = json;
        this.lost = lost;
    }

    /** Ends after what waits was sent, or at once when the broker is away. */
    void stop() {
        running = false;
    }

    @Override
    public void run() {
        while (hasWork()) {
            try (Producer<byte[], byte[]> producer = producers.get()) {
                while (hasWork()) {
                    take();
                    send(producer);
                }
            } catch (InterruptException e) {
                Thread.interrupted();
            } catch (KafkaException e) {
                // Also when the broker's name has no address yet: then another producer is made until it has.
                brokerIs(true, e.getMessage());
                pause();
            } catch (InterruptedException e) {
                Thread.interrupted();
            }
        }
    }

    private boolean hasWork() {
        return running || !away && !(queue.isEmpty() && unsent.isEmpty());
    }

    private void take() throws InterruptedException {
        if (unsent.isEmpty()) {
            TraceEvent first = queue.poll(1, TimeUnit.SECONDS);
            if (first != null) {
                unsent.add(first);
                if (running) {
                    TimeUnit.MILLISECONDS.sleep(GATHER_MS);
                }
                queue.drainTo(unsent, BATCH - 1);
            }
        }
    }

    private void send(Producer<byte[], byte[]> producer) throws InterruptedException {
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (TraceEvent event : unsent) {
            Future<RecordMetadata> answer = send(producer, event);
            sent.add(answer);
            if (answer.isDone() && outcome(answer) == Outcome.LATER) {
                // Each of the others would wait as long for a broker that is away; and none overtakes this one.
                break;
            }
        }
        producer.flush();
        List<TraceEvent> kept = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            Outcome outcome = outcome(sent.get(i));
            if (outcome == Outcome.LATER) {
                kept.add(unsent.get(i));
            } else if (outcome == Outcome.NEVER) {
                lost.incrementAndGet();
            }
        }
        kept.addAll(unsent.subList(sent.size(), unsent.size()));
        unsent.clear();
        unsent.addAll(kept);
    }

    private Future<RecordMetadata> send(Producer<byte[], byte[]> producer, TraceEvent event) {
        try {
            return producer.send(
                    new ProducerRecord<>(topic, event.flow().getBytes(StandardCharsets.UTF_8), json.writeValueAsBytes(event)));
        } catch (JsonProcessingException e) {
            // One that cannot be written is lost like one that no broker takes; the others go on.
            return CompletableFuture.failedFuture(e);
        }
    }

    private enum Outcome {
        SENT, LATER, NEVER
    }

    private Outcome outcome(Future<RecordMetadata> answer) throws InterruptedException {
        try {
            answer.get();
            brokerIs(false, "");
            return Outcome.SENT;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RetriableException) {
                brokerIs(true, e.getCause().getMessage());
                return Outcome.LATER;
            }
            return Outcome.NEVER;
        }
    }

    /** One line when the broker goes and one when it is back. */
    private void brokerIs(boolean gone, String why) {
        if (gone && !away) {
            LOG.warnf("TRACE_BROKER_AWAY %s", why);
        } else if (!gone && away) {
            LOG.infof("TRACE_BROKER_BACK %d events waiting", queue.size());
        }
        away = gone;
    }

    private static void pause() {
        try {
            TimeUnit.SECONDS.sleep(1);
        } catch (InterruptedException e) {
            Thread.interrupted();
        }
    }
}
