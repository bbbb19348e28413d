package nl.etdnetwerk.benchmarks;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.embedding.IdentityEmbedding.Identifier;
import nl.etdnetwerk.polymorphic.issuance.Activation;
import nl.etdnetwerk.polymorphic.issuance.AuditElements;
import nl.etdnetwerk.polymorphic.issuance.MessageSigner;
import nl.etdnetwerk.polymorphic.issuance.Party;
import nl.etdnetwerk.polymorphic.issuance.Rerandomisation;
import nl.etdnetwerk.polymorphic.issuance.StructureVersion;
import nl.etdnetwerk.polymorphic.issuance.Transformation;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKeyPem;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.IdentifierType;
import nl.etdnetwerk.polymorphic.message.SignedMessage;

/** Signed EIs and EPs of a key set made for the occasion, with what each has to decrypt to. */
final class SampleStructures {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String BSNK = "99990001000000000001";
    private static final Party AD = new Party("99990001000000000011", 20260101);
    private static final Party SP = new Party("99990001000000000021", 20260301);

    /** One request to the component, and the field and value its answer has to have. */
    record Sample(byte[] request, String field, String value) {

        boolean isRight(JsonNode answer) {
            return value.equals(answer.path(field).asText());
        }
    }

    private final SchemeKeySet keys = SchemeKeySet.generate(1, RANDOM);
    private final MessageSigner signer = new MessageSigner(keys, new AuditElements(keys, Clock.systemUTC(), 7, 1), Clock.systemUTC(),
            RANDOM);
    private final Activation activation = new Activation(keys, BSNK, RANDOM);
    private final Transformation transformation = new Transformation(keys, BSNK, RANDOM);

    /** As many as asked, identities and pseudonyms in turn. */
    List<Sample> make(int count) throws IOException {
        List<ServiceProviderKey> own = new ArrayList<>();
        for (ServiceProviderKey.Type type : List.of(ServiceProviderKey.Type.EI_DECRYPTION, ServiceProviderKey.Type.EP_DECRYPTION,
                ServiceProviderKey.Type.EP_CLOSING)) {
            own.add(keys.serviceProviderKey(type, SP.oin(), SP.keySetVersion(), Optional.empty()));
        }
        List<String> pems = own.stream().map(ServiceProviderKeyPem::write).toList();
        Decryption check = new Decryption(keys.publicKeys(), new ServiceProviderKeys(own));
        ObjectMapper json = new ObjectMapper();
        List<Sample> samples = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            var pip = Rerandomisation.of(activation.activate(new Identifier(IdentifierType.B, "9999" + (10000 + i)), AD), RANDOM);
            boolean identity = i % 2 == 0;
            SignedMessage message = signer.sign(identity
                    ? transformation.toIdentity(pip.identity(), SP)
                    : transformation.toPseudonym(pip.pseudonym(), SP, Optional.empty()), StructureVersion.V1, List.of());
            Decrypted expected = check.decrypt(message.encode(), Decryption.Request.PLAIN);
            byte[] request = json.writeValueAsBytes(Map.of("signedStructure", Base64.getEncoder().encodeToString(message.encode()),
                    "serviceProviderKeys", pems, "schemeKeys", keys.publicKeys().toBase64ByUrn("TEST")));
            samples.add(expected instanceof Decrypted.Identity id
                    ? new Sample(request, "bsn", id.identifier())
                    : new Sample(request, "pseudonym", Base64.getEncoder().encodeToString(((Decrypted.Pseudonym) expected).encode())));
        }
        return samples;
    }
}
