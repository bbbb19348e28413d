package nl.etdnetwerk.decryption;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Stream;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.Migration;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Migrants;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Recipient;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKeyPem;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.Decrypted.Pseudonym;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.MigrationIntermediaryPseudonym;
import nl.etdnetwerk.polymorphic.message.SignedMessage;

/** The operations of the component. Keys that callers send are read once and remembered, with their tables, for a while. */
@ApplicationScoped
public class Operations {

    private static final int REMEMBERED = 16;
    private final Map<List<Object>, Decryption> remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, Decryption> eldest) {
            return size() > REMEMBERED;
        }
    });

    private static List<ServiceProviderKey> keys(DecryptionRequest r) {
        return r.serviceProviderKeys.stream().map(ServiceProviderKeyPem::parse).toList();
    }

    private Decryption decryption(DecryptionRequest r) {
        return remembered.computeIfAbsent(List.of(List.copyOf(r.serviceProviderKeys), Map.copyOf(r.schemeKeys)),
                k -> new Decryption(SchemePublicKeys.parse(r.schemeKeys), new ServiceProviderKeys(keys(r))));
    }

    private static Decryption.Request options(DecryptionRequest r) {
        return new Decryption.Request(r.party(),
                r.targetClosingKey == null ? OptionalLong.empty() : OptionalLong.of(number(r.targetClosingKey)));
    }

    private static long number(String text) {
        if (text == null || !text.matches("[0-9]{1,9}")) {
            throw new RefusedException(Refusal.MATCHING_CLOSING_KEY_REQUIRED, "no key set version");
        }
        return Long.parseLong(text);
    }

    /** Decrypts a structure that has to be of this kind; null for any kind (finding V8). */
    Map<String, Object> decrypt(DecryptionRequest r, byte[] structure, Class<? extends Body> kind) {
        SignedMessage message = MessageCodec.decode(structure);
        if (kind != null && !kind.isInstance(message.body())) {
            throw new RefusedException(Refusal.OID_NOT_SUPPORTED, message.envelope() + " at this path");
        }
        Decrypted d = decryption(r).decrypt(message, options(r));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", d instanceof Decrypted.Identity ? "identity" : "pseudonym");
        answer.put("decodedInput", described(message));
        if (d instanceof Decrypted.Identity i) {
            identity(answer, i);
        } else if (d instanceof Pseudonym p) {
            pseudonym(answer, p);
        }
        return answer;
    }

    private static Map<String, Object> described(SignedMessage m) {
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("envelope", m.envelope().oid());
        d.put("schemeVersion", m.body().header().schemeVersion());
        d.put("schemeKeySetVersion", m.body().header().schemeKeySetVersion());
        d.put("creator", m.body().header().creator());
        d.put("recipient", m.body().header().recipient());
        d.put("recipientKeySetVersion", m.body().header().recipientKeySetVersion());
        m.content().issuanceDate().ifPresent(x -> d.put("issuanceDate", x));
        m.content().signingKeyVersion().ifPresent(x -> d.put("signingKeyVersion", x));
        return d;
    }

    private static void identity(Map<String, Object> answer, Decrypted.Identity i) {
        answer.put("bsn", i.identifier());
        String stripped = i.type().name().equals("B") ? i.identifier().replaceFirst("^0+", "") : i.identifier();
        Map<String, Object> result = new LinkedHashMap<>();
        // As the embedding has it: version, type, length, identifier (bsnk.md 2.2).
        result.put("bytes", Base64.getEncoder().encodeToString(("\u0001" + i.type().name() + (char) stripped.length() + stripped)
                .getBytes(StandardCharsets.ISO_8859_1)));
        result.put("version", "01");
        result.put("type", i.type().name());
        result.put("length", stripped.length());
        result.put("identifier", stripped);
        answer.put("decryption_result", result);
    }

    private static void pseudonym(Map<String, Object> answer, Pseudonym p) {
        answer.put("pseudonym", Base64.getEncoder().encodeToString(p.encode()));
        Map<String, Object> d = new LinkedHashMap<>();
        d.put("schemeKeySetVersion", p.schemeKeySetVersion());
        d.put("recipient", p.recipient());
        d.put("recipientKeySetVersion", p.closingKeySetVersion());
        d.put("type", p.type().name());
        d.put("pseudonymValue", Base64.getEncoder().encodeToString(p.point().encode()));
        p.diversifier().ifPresent(x -> d.put("diversifier", x.text()));
        answer.put("decodedPseudonym", d);
    }

    /** Pseudonym to another closing key. */
    Map<String, Object> convert(DecryptionRequest r) {
        Pseudonym p = Pseudonym.decode(r.structure("pseudonym", "pseudonymConversion"));
        Map<String, Object> answer = new LinkedHashMap<>();
        pseudonym(answer, Migration.convert(p, closing(r, p, p.closingKeySetVersion()), closing(r, p, number(r.targetClosingKey))));
        return answer;
    }

    private static ServiceProviderKey closing(DecryptionRequest r, Pseudonym p, long version) {
        return keys(r).stream()
                .filter(k -> k.type() == Type.EP_CLOSING && k.schemeKeySetVersion() == p.schemeKeySetVersion()
                        && k.owner().equals(new Recipient(p.recipient(), version)))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.MATCHING_CLOSING_KEY_REQUIRED, "version " + version));
    }

    /** First half of a migration. */
    Map<String, Object> export(DecryptionRequest r) {
        return exported(r, Pseudonym.decode(r.structure("pseudonym", "pseudonymMigrationExport")));
    }

    private static Map<String, Object> exported(DecryptionRequest r, Pseudonym p) {
        MigrationIntermediaryPseudonym mip = first(keys(r).stream().filter(k -> k.owner() instanceof Migrants m && matches(r, m)),
                k -> Migration.export(p, k));
        return Map.of("migrationIntermediaryPseudonym", Base64.getEncoder().encodeToString(mip.encode()));
    }

    /** The result with the first key that fits. */
    private static <T> T first(Stream<ServiceProviderKey> keys, Function<ServiceProviderKey, T> migration) {
        return keys.flatMap(k -> {
            try {
                return Stream.of(migration.apply(k));
            } catch (RefusedException e) {
                return Stream.empty();
            }
        }).findFirst().orElseThrow(() -> new RefusedException(Refusal.MATCHING_MIGRATION_KEY_REQUIRED, "no key fits"));
    }

    private static boolean matches(DecryptionRequest r, Migrants m) {
        return (r.migrationID == null || r.migrationID.equals(m.migrationId()))
                && (r.targetMigrant == null || r.targetMigrant.equals(m.target()))
                && (r.targetMigrantKeySetVersion == null || r.targetMigrantKeySetVersion.equals(Long.toString(m.targetKeySetVersion())));
    }

    /** Second half of a migration. */
    Map<String, Object> importFrom(DecryptionRequest r) {
        MigrationIntermediaryPseudonym mip = MigrationIntermediaryPseudonym
                .decode(r.structure("migrationIntermediaryPseudonym", "pseudonymMigrationImport"));
        Map<String, Object> answer = new LinkedHashMap<>();
        pseudonym(answer, first(keys(r).stream(), k -> Migration.importFrom(mip, k)));
        return answer;
    }

    /** Decryption and first half of a migration in one. */
    Map<String, Object> decryptAndExport(DecryptionRequest r, byte[] structure, Class<? extends Body> kind) {
        SignedMessage message = MessageCodec.decode(structure);
        if (!kind.isInstance(message.body())) {
            throw new RefusedException(Refusal.OID_NOT_SUPPORTED, message.envelope() + " at this path");
        }
        return exported(r, (Pseudonym) decryption(r).decrypt(message, options(r)));
    }
}
