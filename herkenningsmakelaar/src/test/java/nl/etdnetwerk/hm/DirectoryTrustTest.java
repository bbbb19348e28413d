package nl.etdnetwerk.hm;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import jakarta.inject.Inject;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.time.NetworkClock;
import nl.etdnetwerk.pki.Identity;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.MetadataWriter;
import nl.etdnetwerk.testsupport.Caller;
import nl.etdnetwerk.testsupport.GivenNetwork;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** Whose word a service takes for who is in the network: only that of the operator, under the root it was given. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "hm"))
class DirectoryTrustTest {

    private static final String METADATA = "metadata.xml";
    private static final String OPERATOR = "operator.crt";
    @Inject
    EtdConfig given;
    @Inject
    NetworkDirectory everybody;
    @TempDir
    Path folder;
    private Duration ahead = Duration.ZERO;

    @BeforeEach
    void copies() throws IOException {
        try (Stream<Path> files = Files.list(given.stateDir())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
    }

    /** What a service knows that starts with these copies. */
    private NetworkDirectory started() {
        EtdConfig config = (EtdConfig) Proxy.newProxyInstance(EtdConfig.class.getClassLoader(), new Class<?>[]{EtdConfig.class},
                (proxy, method, args) -> method.getName().equals("stateDir") ? folder : method.invoke(given, args));
        NetworkDirectory directory = new NetworkDirectory(config, null, new NetworkClock() {
            @Override
            public Instant instant() {
                return super.instant().plus(ahead);
            }
        });
        directory.restore(null);
        return directory;
    }

    private void metadataOf(SigningKey signer) throws IOException {
        Files.write(folder.resolve(METADATA), MetadataWriter.network(everybody.participants(), "urn:etoegang:1.13:metadata:T:1",
                Instant.now().plus(Duration.ofDays(1)), signer));
    }

    @Test
    void documentsWhenOfTheOperatorThenUsedAsLongAsTheyAreValid() throws IOException {
        assertThat(started().participants()).hasSize(5);
        metadataOf(GivenNetwork.key(Caller.state(), "stelselbeheer"));
        assertThat(started().participants()).hasSize(5);
        assertThat(started().catalogue()).isPresent();

        ahead = Duration.ofDays(2);
        assertThat(started().participants()).isEmpty();
    }

    @Test
    void metadataWhenSignedByAnotherPartyOfTheNetworkThenNobodyIsKnown() throws IOException {
        metadataOf(GivenNetwork.key(Caller.state(), "ad-een"));

        assertThat(started().participants()).isEmpty();
        assertThat(started().catalogue()).isPresent();
    }

    @Test
    void operatorWhenItsCertificateIsOfAnotherOrganisationThenNothingIsTaken() throws IOException {
        Files.copy(Caller.state().keys("ad-een").resolve("tls.crt"), folder.resolve(OPERATOR),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        metadataOf(GivenNetwork.key(Caller.state(), "ad-een"));

        assertThat(started().participants()).isEmpty();
        assertThat(started().catalogue()).isEmpty();
    }

    @Test
    void operatorWhenItsCertificateIsUnderAnotherRootThenNothingIsTaken() throws IOException {
        Identity same = TestPki.create(Instant.now()).issue(new TestPki.Request("Stelselbeheer", "Stelselbeheer", Layout.OPERATOR_OIN,
                List.of("stelselbeheer.localhost"), Instant.now(), Duration.ofDays(1)));
        Files.writeString(folder.resolve(OPERATOR), same.chainPem());
        metadataOf(new SigningKey(same.privateKey(), same.certificate()));

        assertThat(started().participants()).isEmpty();
        assertThat(started().catalogue()).isEmpty();
    }

    @Test
    void metadataWhenChangedAfterSigningThenNobodyIsKnown() throws IOException {
        String signed = Files.readString(folder.resolve(METADATA));
        String ad = everybody.participantsOf("AD").stream().map(EntityMetadata::entityId).findFirst().orElseThrow();
        Files.writeString(folder.resolve(METADATA), signed.replace(ad, ad.replace("9001", "9002")));

        assertThat(started().participants()).isEmpty();
    }
}
