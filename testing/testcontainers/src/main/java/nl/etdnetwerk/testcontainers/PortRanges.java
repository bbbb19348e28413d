package nl.etdnetwerk.testcontainers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Set;
import java.util.TreeSet;

import nl.etdnetwerk.plan.Layout;

/** A hundred ports for each network, so that several can run beside each other. */
final class PortRanges {

    private static final int LENGTH = 100;
    private static final int FIRST = 22000;
    private static final int LAST = 32000;
    private static final Set<Integer> GIVEN = new TreeSet<>();

    private PortRanges() {}

    /**
     * The first port of a range that nobody in this JVM was given and of which no port is in use now.
     *
     * @throws EtdNetworkException when there is none
     */
    static synchronized int next() {
        int ranges = (LAST - FIRST) / LENGTH;
        for (int i = 0; i < ranges; i++) {
            int base = FIRST + Math.floorMod(ProcessHandle.current().pid() + i, ranges) * LENGTH;
            if (Layout.at(base).services().stream().allMatch(s -> isFree(s.port()) && isFree(s.managementPort())) && GIVEN.add(base)) {
                return base;
            }
        }
        throw new EtdNetworkException("no free range of ports between " + FIRST + " and " + LAST, null);
    }

    private static boolean isFree(int port) {
        try (ServerSocket s = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return s.isBound();
        } catch (IOException e) {
            return false;
        }
    }
}
