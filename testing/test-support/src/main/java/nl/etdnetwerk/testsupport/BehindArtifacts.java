package nl.etdnetwerk.testsupport;

import java.util.function.Supplier;

import io.quarkus.test.junit.QuarkusMock;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.kit.saml.ArtifactResolver;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.saml.message.MessageWriter;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** In the place of the artifact resolution of another party: whatever artifact comes, this message is behind it. */
public final class BehindArtifacts {

    private BehindArtifacts() {}

    /** For the test that calls it; what is supplied is asked for with every artifact. */
    public static void is(Supplier<byte[]> message) {
        QuarkusMock.installMockForType(new ArtifactResolver(new NetworkClock(), null) {
            @Override
            public Fetched resolve(String value, EntityMetadata issuer, MessageWriter own, BackChannel channel) {
                byte[] xml = message.get();
                return new Fetched(issuer, xml, xml.length, "_resolve");
            }
        }, ArtifactResolver.class);
    }
}
