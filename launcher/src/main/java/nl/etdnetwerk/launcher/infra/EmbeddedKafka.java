package nl.etdnetwerk.launcher.infra;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;

/** One KRaft broker in this process, with its log in a folder; its controller is for itself alone. */
final class EmbeddedKafka {

    private static KafkaRaftServer server;

    /**
     * Where the broker listens.
     *
     * @param address to bind to
     * @param port of clients; the next one is the controller's
     * @param advertised host name that clients are told
     */
    record Listener(String address, int port, String advertised) {}

    private EmbeddedKafka() {}

    static synchronized void start(Path folder, Listener listener) {
        Properties p = new Properties();
        p.putAll(Map.ofEntries(Map.entry("process.roles", "broker,controller"), Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + (listener.port() + 1)),
                Map.entry("listeners",
                        "PLAINTEXT://" + listener.address() + ":" + listener.port() + ",CONTROLLER://127.0.0.1:" + (listener.port() + 1)),
                Map.entry("advertised.listeners", "PLAINTEXT://" + listener.advertised() + ":" + listener.port()),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", folder.resolve("log").toString()), Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"), Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"), Map.entry("log.cleaner.dedupe.buffer.size", "2097152"),
                Map.entry("log.retention.hours", "168"),
                Map.entry("num.partitions", "1"), Map.entry("auto.create.topics.enable", "true"), Map.entry("num.network.threads", "1"),
                Map.entry("num.io.threads", "2"),
                Map.entry("background.threads", "1")));
        try {
            Files.createDirectories(folder);
            Path config = folder.resolve("server.properties");
            try (var out = Files.newBufferedWriter(config)) {
                p.store(out, null);
            }
            if (!Files.exists(folder.resolve("log/meta.properties"))) {
                int code = StorageTool.execute(
                        List.of("format", "-t", Uuid.randomUuid().toString(), "-c", config.toString()).toArray(new String[0]),
                        new PrintStream(System.out));
                if (code != 0) {
                    throw new IllegalStateException("Kafka storage not formatted: " + code);
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server = new KafkaRaftServer(KafkaConfig.fromProps(p), Time.SYSTEM);
        server.startup();
    }

    static synchronized void stop() {
        if (server != null) {
            server.shutdown();
            server.awaitShutdown();
        }
    }
}
