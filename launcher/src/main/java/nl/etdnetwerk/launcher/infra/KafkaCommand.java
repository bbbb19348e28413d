package nl.etdnetwerk.launcher.infra;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import nl.etdnetwerk.launcher.network.Folders;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Runs a Kafka broker alone until it is told to stop; for containers. */
@Command(name = "kafka", description = "Run a single Kafka broker (KRaft), for a network in containers.", mixinStandardHelpOptions = true)
public final class KafkaCommand implements Callable<Integer> {

    @ParentCommand
    private Folders netwerk;

    @Option(names = "--port", description = "Port of clients (default: ${DEFAULT-VALUE}).")
    private int port = 9092;

    @Option(names = "--advertised", required = true, paramLabel = "HOST", description = "Name that clients reach it by.")
    private String advertised;

    @Override
    public Integer call() throws Exception {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            EmbeddedKafka.stop();
            stopped.countDown();
        }));
        EmbeddedKafka.start(netwerk.state().resolve("kafka"), new EmbeddedKafka.Listener("0.0.0.0", port, advertised));
        System.out.println("Kafka ready");
        stopped.await();
        return 0;
    }
}
