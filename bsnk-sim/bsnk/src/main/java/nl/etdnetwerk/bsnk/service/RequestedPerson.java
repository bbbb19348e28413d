package nl.etdnetwerk.bsnk.service;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.kit.config.EtdConfig;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.IdentifierType;
import nl.etdnetwerk.saml.encryption.EncryptedIdElements;
import nl.etdnetwerk.saml.encryption.IdDecrypter;
import nl.etdnetwerk.saml.metadata.EntityIds;

/**
 * Whom a request is about (bsnk.md 4.1): a BSN, a BSN in an EncryptedID for BSNk, a signed EI made for BSNk, or an eIDAS
 * identifier.
 */
@ApplicationScoped
public class RequestedPerson {

    /** NameQualifier of a plain BSN in an EncryptedID (bsnk.md 4.3). */
    public static final String LEGACY_BSN = "urn:nl-eid-gdi:1.0:id:legacy-BSN";
    private final IdDecrypter decrypter;
    private final Decryption decryption;

    /** With the keys of BSNk itself. */
    public RequestedPerson(EtdConfig config, ServiceIdentity identity, SchemeKeySet keys) {
        this.decrypter = new IdDecrypter(entityId(config.oin()), List.of(identity.key()));
        this.decryption = new Decryption(keys.publicKeys(), new ServiceProviderKeys(
                List.of(keys.serviceProviderKey(Type.EI_DECRYPTION, config.oin(), identity.keySetVersion(), Optional.empty()))));
    }

    /** The name BSNk goes by as recipient of an EncryptedID. */
    public static String entityId(String oin) {
        return EntityIds.of("BSNK", oin, 9001);
    }

    /**
     * The identifier.
     *
     * @throws BsnkFault SyntaxError for what is missing, malformed, or not encrypted for BSNk; the cause is not told
     */
    public Identifier of(BsnkElement request) throws BsnkFault {
        long named = Stream.of("BSN", "EncryptedBSN", "EncryptedIdentity", "eIDAS-UniquenessID").filter(n -> !request.all(n).isEmpty())
                .count();
        boolean eidasWithBsn = !request.all("eIDAS-UniquenessID").isEmpty() && !request.all("EncryptedBSN").isEmpty();
        if (named != (eidasWithBsn ? 2 : 1)) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "exactly one identifier");
        }
        if (request.child("eIDAS-UniquenessID").isPresent()) {
            return new Identifier(IdentifierType.E, Requests.required(request, "eIDAS-UniquenessID", "[!-~]{1,256}"));
        }
        if (!request.all("EncryptedBSN").isEmpty()) {
            return bsn(request.foreignChild("EncryptedBSN").flatMap(this::open), "EncryptedBSN");
        }
        if (!request.all("EncryptedIdentity").isEmpty()) {
            return bsn(request.child("EncryptedIdentity").flatMap(this::decrypt), "EncryptedIdentity");
        }
        return new Identifier(IdentifierType.B, Requests.required(request, "BSN", "[0-9]{9}"));
    }

    private static Identifier bsn(Optional<String> value, String field) throws BsnkFault {
        return new Identifier(IdentifierType.B, value.filter(v -> v.matches("[0-9]{9}"))
                .orElseThrow(() -> new BsnkFault(BsnkFault.Reason.SyntaxError, field + " is not a BSN for BSNk")));
    }

    private Optional<String> open(String encryptedId) {
        return EncryptedIdElements.read(encryptedId.getBytes(StandardCharsets.UTF_8)).flatMap(decrypter::decrypt)
                .filter(n -> n.type().equals(LEGACY_BSN)).map(n -> n.value());
    }

    private Optional<String> decrypt(String base64) {
        try {
            return decryption.decrypt(Base64.getMimeDecoder().decode(base64), Decryption.Request.PLAIN) instanceof Decrypted.Identity i
                    && i.type() == IdentifierType.B
                            ? Optional.of(i.identifier())
                            : Optional.empty();
        } catch (RefusedException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
