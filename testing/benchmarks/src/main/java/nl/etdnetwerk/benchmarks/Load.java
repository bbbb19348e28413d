package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;

/** Repeats an action for a while, one virtual user per thread, and keeps how long each took. */
final class Load {

    /** What one virtual user does over and over. */
    interface Action {
        void run() throws IOException;
    }

    /**
     * What was measured.
     *
     * @param times milliseconds of each action, sorted
     * @param failures actions that did not end as they should
     * @param seconds how long the measurement took
     */
    record Result(List<Double> times, int failures, double seconds) {

        /** Actions per second. */
        double perSecond() {
            return times.size() / seconds;
        }

        /** Milliseconds within which this part (0 - 1) of the actions ended. */
        double percentile(double part) {
            return times.isEmpty() ? Double.NaN : times.get((int) Math.max(0, Math.ceil(part * times.size()) - 1));
        }
    }

    private Load() {}

    /** All users at once, for a while. */
    static Result run(List<? extends Action> users, Duration length) throws IOException {
        long end = System.nanoTime() + length.toNanos();
        return run(users, () -> System.nanoTime() < end);
    }

    /** All users at once, each beginning another action for as long as this says so. */
    static Result run(List<? extends Action> users, BooleanSupplier goOn) throws IOException {
        long start = System.nanoTime();
        ExecutorService threads = Executors.newFixedThreadPool(users.size());
        try {
            List<Future<List<Double>>> running = new ArrayList<>();
            for (Action user : users) {
                running.add(threads.submit(() -> repeat(user, goOn)));
            }
            List<Double> times = new ArrayList<>();
            for (Future<List<Double>> f : running) {
                times.addAll(f.get());
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            int failures = (int) times.stream().filter(t -> t < 0).count();
            times.removeIf(t -> t < 0);
            Collections.sort(times);
            return new Result(times, failures, seconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IOException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Times of this user; a failure counts as -1 and is told once. */
    private static List<Double> repeat(Action user, BooleanSupplier goOn) {
        List<Double> times = new ArrayList<>();
        boolean told = false;
        while (goOn.getAsBoolean()) {
            long begin = System.nanoTime();
            try {
                user.run();
                times.add((System.nanoTime() - begin) / 1e6);
            } catch (IOException e) {
                times.add(-1.0);
                if (!told) {
                    System.err.println("  mislukt: " + e.getMessage());
                    told = true;
                }
            }
        }
        return times;
    }
}
