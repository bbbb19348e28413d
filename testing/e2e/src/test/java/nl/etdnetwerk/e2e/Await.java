package nl.etdnetwerk.e2e;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Asks until something is so: parties learn of a change within seconds, each for itself. */
final class Await {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    /** What is asked; it may end the wait by throwing. */
    interface Condition {
        boolean holds() throws IOException;
    }

    private Await() {}

    /** Throws after a minute, with what never came to be so. */
    static void until(String what, Condition condition) throws IOException {
        long end = System.nanoTime() + LONGEST_NANOS;
        while (!condition.holds()) {
            if (System.nanoTime() > end) {
                throw new IOException("never: " + what);
            }
            LockSupport.parkNanos(POLL_NANOS);
        }
    }
}
