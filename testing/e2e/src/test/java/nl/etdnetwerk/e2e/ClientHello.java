package nl.etdnetwerk.e2e;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/**
 * The first message of a TLS handshake, written by hand: a JDK of today does not offer old versions any more, so it cannot show that
 * they are refused (RFC 5246 7.4.1.2).
 */
final class ClientHello {

    /** TLS 1.1 and 1.2 on the wire. */
    static final int TLS_1_1 = 0x0302;
    static final int TLS_1_2 = 0x0303;

    /** Record types of an answer. */
    static final int ALERT = 21;
    static final int HANDSHAKE = 22;

    private static final int PATIENCE_MS = 10_000;
    /** ECDHE-RSA with AES-128-GCM and AES-128-CBC, RSA with AES-128-CBC. */
    private static final String SUITES = "c02fc013002f";
    /** supported_groups secp256r1, ec_point_formats uncompressed, signature_algorithms rsa_pkcs1_sha256 and rsa_pss_rsae_sha256. */
    private static final String EXTENSIONS = "000a000400020017" + "000b00020100" + "000d0006000404010804";

    private ClientHello() {}

    /** Record type of what a server on loopback answers when this is the highest version a client knows. */
    static int answer(int port, String host, int version) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(record(host, version));
            return new DataInputStream(socket.getInputStream()).readUnsignedByte();
        }
    }

    private static byte[] record(String host, int version) throws IOException {
        byte[] extensions = concat(serverName(host), HexFormat.of().parseHex(EXTENSIONS));
        byte[] suites = HexFormat.of().parseHex(SUITES);
        byte[] body = concat(two(version), new byte[32], new byte[]{0}, two(suites.length), suites, new byte[]{1, 0},
                two(extensions.length),
                extensions);
        byte[] message = concat(new byte[]{1, 0}, two(body.length), body);
        return concat(new byte[]{HANDSHAKE, 3, 1}, two(message.length), message);
    }

    private static byte[] serverName(String host) throws IOException {
        byte[] name = host.getBytes(StandardCharsets.US_ASCII);
        return concat(two(0), two(name.length + 5), two(name.length + 3), new byte[]{0}, two(name.length), name);
    }

    private static byte[] two(int value) {
        return new byte[]{(byte) (value >> 8), (byte) value};
    }

    private static byte[] concat(byte[]... parts) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.write(part);
        }
        return all.toByteArray();
    }
}
