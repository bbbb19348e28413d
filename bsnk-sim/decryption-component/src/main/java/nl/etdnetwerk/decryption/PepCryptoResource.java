package nl.etdnetwerk.decryption;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

import org.jboss.logging.Logger;

import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.DirectEncryptedPseudonym;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedIdentity;
import nl.etdnetwerk.polymorphic.message.Body.EncryptedPseudonym;

/** The paths of the scheme's component (bsnk.md 4.5), and {@code signed-structure} for any kind. A refusal is 500 with its code, as there. */
@Path("/pep-crypto/api/v1")
@RolesAllowed("decrypt")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public class PepCryptoResource {

    private static final int FRAMES = 8;
    private static final Logger LOG = Logger.getLogger(PepCryptoResource.class);
    private final Operations operations;
    private final Work work;

    /** With the operations and the queue before them. */
    public PepCryptoResource(Operations operations, Work work) {
        this.operations = operations;
        this.work = work;
    }

    private CompletionStage<Response> answer(DecryptionRequest request, Supplier<Map<String, Object>> operation) {
        if (request == null) {
            // JSON, and still no request: null, or nothing at all.
            throw new BadRequestException();
        }
        try {
            return work.submit(operation).thenApply(r -> Response.ok(r).build()).exceptionally(PepCryptoResource::refused);
        } catch (RejectedExecutionException e) {
            return CompletableFuture
                    .completedFuture(Response.status(503).header("Retry-After", "1").entity(Map.of("error", "QUEUE_FULL")).build());
        }
    }

    private static Response refused(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String code = cause instanceof RefusedException r ? r.refusal().name() : "INTERNAL_ERROR";
        if (cause instanceof RefusedException) {
            LOG.infof("REFUSED %s", code);
        } else {
            // Where it went wrong, and never its message: that may quote what it was about.
            LOG.errorf("INTERNAL_ERROR %s at %s", cause.getClass().getName(),
                    Arrays.stream(cause.getStackTrace()).limit(FRAMES).map(StackTraceElement::toString).collect(Collectors.joining(" < ")));
        }
        return Response.status(500).type(MediaType.TEXT_PLAIN).entity(code).build();
    }

    /** Any signed structure; {@code kind} in the answer says whether it was an identity or a pseudonym. */
    @POST
    @Path("signed-structure")
    public CompletionStage<Response> any(DecryptionRequest r) {
        return answer(r,
                () -> operations.decryptAny(r, r.structure("signedStructure", "signedEncryptedIdentity", "signedEncryptedPseudonym",
                        "signedDirectEncryptedIdentity", "signedDirectEncryptedPseudonym")));
    }

    /** EI to BSN. */
    @POST
    @Path("signed-encrypted-identity")
    public CompletionStage<Response> encryptedIdentity(DecryptionRequest r) {
        return answer(r, () -> operations.decrypt(r, r.structure("signedEncryptedIdentity"), EncryptedIdentity.class));
    }

    /** DEI to BSN. */
    @POST
    @Path("signed-direct-encrypted-identity")
    public CompletionStage<Response> directEncryptedIdentity(DecryptionRequest r) {
        return answer(r, () -> operations.decrypt(r, r.structure("signedDirectEncryptedIdentity"), DirectEncryptedIdentity.class));
    }

    /** EP to pseudonym. */
    @POST
    @Path("signed-encrypted-pseudonym")
    public CompletionStage<Response> encryptedPseudonym(DecryptionRequest r) {
        return answer(r, () -> operations.decrypt(r, r.structure("signedEncryptedPseudonym"), EncryptedPseudonym.class));
    }

    /** DEP to pseudonym. */
    @POST
    @Path("signed-direct-encrypted-pseudonym")
    public CompletionStage<Response> directEncryptedPseudonym(DecryptionRequest r) {
        return answer(r, () -> operations.decrypt(r, r.structure("signedDirectEncryptedPseudonym"), DirectEncryptedPseudonym.class));
    }

    /** Pseudonym to another closing key. */
    @POST
    @Path("pseudonym-conversion")
    public CompletionStage<Response> conversion(DecryptionRequest r) {
        return answer(r, () -> operations.convert(r));
    }

    /** Pseudonym to migration intermediary. */
    @POST
    @Path("pseudonym-migration-export")
    public CompletionStage<Response> export(DecryptionRequest r) {
        return answer(r, () -> operations.export(r));
    }

    /** Migration intermediary to pseudonym. */
    @POST
    @Path("pseudonym-migration-import")
    public CompletionStage<Response> importFrom(DecryptionRequest r) {
        return answer(r, () -> operations.importFrom(r));
    }

    /** EP to the pseudonym of another service provider, or halfway there without the second key. */
    @POST
    @Path("signed-encrypted-pseudonym-migration")
    public CompletionStage<Response> encryptedPseudonymMigration(DecryptionRequest r) {
        return answer(r, () -> operations.decryptAndMigrate(r, r.structure("signedEncryptedPseudonymMigration", "signedEncryptedPseudonym"),
                EncryptedPseudonym.class));
    }

    /** DEP to the same. */
    @POST
    @Path("signed-direct-encrypted-pseudonym-migration")
    public CompletionStage<Response> directEncryptedPseudonymMigration(DecryptionRequest r) {
        return answer(r, () -> operations.decryptAndMigrate(r,
                r.structure("signedDirectEncryptedPseudonymMigration", "signedDirectEncryptedPseudonym"), DirectEncryptedPseudonym.class));
    }
}
