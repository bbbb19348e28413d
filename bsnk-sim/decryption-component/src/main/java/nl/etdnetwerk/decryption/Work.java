package nl.etdnetwerk.decryption;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;

/** A fixed number of threads and a bounded queue before them: under load callers wait or are told to come back, nothing fails. */
@ApplicationScoped
public class Work {

    private final ThreadPoolExecutor pool;

    /** As large as configured. */
    public Work(DecryptionConfig config) {
        this.pool = new ThreadPoolExecutor(config.threads(), config.threads(), 0, TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(config.queue()));
    }

    /**
     * Runs a piece of work when its turn comes.
     *
     * @throws RejectedExecutionException when the queue is full
     */
    public <T> CompletionStage<T> submit(Supplier<T> work) {
        return CompletableFuture.supplyAsync(work, pool);
    }

    /** Lets what was accepted finish. */
    @PreDestroy
    public void close() {
        pool.shutdown();
        try {
            pool.awaitTermination(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
