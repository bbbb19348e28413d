package nl.etdnetwerk.launcher.party;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Prints the address that this machine has for a name, and nothing when it has none: a program for {@link KnownNames}. */
public final class NameLookup {

    private NameLookup() {}

    /** The name is the one argument; an IPv4 address is preferred. */
    public static void main(String[] args) {
        try {
            InetAddress[] all = InetAddress.getAllByName(args[0]);
            System.out.println(Arrays.stream(all).filter(Inet4Address.class::isInstance).findFirst().orElse(all[0]).getHostAddress());
        } catch (UnknownHostException e) {
            // No line is the answer.
        }
    }
}
