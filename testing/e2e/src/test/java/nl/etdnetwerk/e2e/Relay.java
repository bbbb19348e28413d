package nl.etdnetwerk.e2e;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** An address on this machine behind which a server is, from the moment that it is opened: so that a server can come late. */
final class Relay implements AutoCloseable {

    private final ServerSocket entrance;
    private final int server;

    private Relay(ServerSocket entrance, int server) {
        this.entrance = entrance;
        this.server = server;
    }

    /** From one port to another. */
    static Relay open(int from, int to) throws IOException {
        Relay relay = new Relay(new ServerSocket(from, 50, InetAddress.getLoopbackAddress()), to);
        thread(relay::accept);
        return relay;
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                Socket caller = entrance.accept();
                Socket called = new Socket(InetAddress.getLoopbackAddress(), server);
                thread(() -> copy(caller, called));
                thread(() -> copy(called, caller));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from; to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One side has closed, and with this both have.
        }
    }

    @Override
    public void close() throws IOException {
        entrance.close();
    }
}
