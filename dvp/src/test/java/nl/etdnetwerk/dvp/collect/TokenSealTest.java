package nl.etdnetwerk.dvp.collect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

import jakarta.inject.Inject;

import org.junit.jupiter.api.Test;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.junit.QuarkusTest;
import nl.etdnetwerk.testsupport.ServiceEnvironment;

/** Refresh tokens as the database has them. */
@QuarkusTest
@QuarkusTestResource(value = ServiceEnvironment.class, initArgs = @ResourceArg(name = "service", value = "dvp"))
class TokenSealTest {

    private static final String TOKEN = "refresh-token-of-somebody";
    @Inject
    TokenSeal seal;

    @Test
    void tokenWhenSealedThenOpenedForItsOwnRowOnly() {
        UUID row = UUID.randomUUID();
        byte[] sealed = seal.close(TOKEN, row);

        assertThat(seal.open(sealed, row)).contains(TOKEN);
        assertThat(seal.open(sealed, UUID.randomUUID())).isEmpty();
        assertThat(new String(sealed, StandardCharsets.ISO_8859_1)).doesNotContain(TOKEN);
        assertThat(seal.close(TOKEN, row)).isNotEqualTo(sealed);
    }

    @Test
    void tokenWhenChangedOrCutOffThenNotOpened() {
        UUID row = UUID.randomUUID();
        byte[] sealed = seal.close(TOKEN, row);
        sealed[sealed.length - 1] ^= 1;

        assertThat(seal.open(sealed, row)).isEmpty();
        assertThat(seal.open(new byte[12], row)).isEmpty();
    }
}
