package nl.etdnetwerk.decryption;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.decryption.Decryption;
import nl.etdnetwerk.polymorphic.decryption.Migration;
import nl.etdnetwerk.polymorphic.decryption.MigrationKeys;
import nl.etdnetwerk.polymorphic.decryption.ServiceProviderKeys;
import nl.etdnetwerk.polymorphic.key.SchemePublicKeys;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Recipient;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKeyPem;
import nl.etdnetwerk.polymorphic.message.Body;
import nl.etdnetwerk.polymorphic.message.Decrypted;
import nl.etdnetwerk.polymorphic.message.Decrypted.Pseudonym;
import nl.etdnetwerk.polymorphic.message.MessageCodec;
import nl.etdnetwerk.polymorphic.message.MigrationIntermediaryPseudonym;
import nl.etdnetwerk.polymorphic.message.SignedMessage;

/** The operations of the component. Keys that callers send are read once and remembered, with their tables, until sixteen
 * other sets have come after them. */
@ApplicationScoped
public class Operations {

    private static final int REMEMBERED = 16;
    private static final int EMBEDDED_BYTES = 18;
    private static final String INPUT = "decodedInput";
    private static final String HALFWAY = "migrationIntermediaryPseudonym";
    private final Map<List<Object>, Decryption> remembered = Collections.synchronizedMap(new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<List<Object>, Decryption> eldest) {
            return size() > REMEMBERED;
        }
    });

    private static List<ServiceProviderKey> keys(DecryptionRequest r) {
        return r.keys().stream().map(ServiceProviderKeyPem::parse).toList();
    }

    private Decryption decryption(DecryptionRequest r) {
        return decryption(r, List.of(), () -> keys(r));
    }

    /** With those of the keys that {@code among} leaves; {@code by} says by what, so that the same question is the same key here. */
    private Decryption decryption(DecryptionRequest r, List<Object> by, Supplier<List<ServiceProviderKey>> among) {
        List<Object> asked = List.of(List.copyOf(r.keys()), Map.copyOf(r.publicKeys()), by);
        Decryption known = remembered.get(asked);
        if (known == null) {
            // Outside the lock of the map: keys that take long to read hold up nobody else.
            known = new Decryption(SchemePublicKeys.parse(r.publicKeys()), new ServiceProviderKeys(among.get()));
            remembered.put(asked, known);
        }
        return known;
    }

    private static Decryption.Request options(DecryptionRequest r) {
        return new Decryption.Request(r.party(), closingVersion(r));
    }

    private static OptionalLong closingVersion(DecryptionRequest r) {
        return r.targetClosingKey == null
                ? OptionalLong.empty()
                : OptionalLong.of(number(r.targetClosingKey, Refusal.MATCHING_CLOSING_KEY_REQUIRED));
    }

    private static long number(String text, Refusal otherwise) {
        if (text == null || !text.matches("[0-9]{1,9}")) {
            throw new RefusedException(otherwise, "no key set version");
        }
        return Long.parseLong(text);
    }

    /** Decrypts a structure that has to be of this kind. */
    Map<String, Object> decrypt(DecryptionRequest r, byte[] structure, Class<? extends Body> kind) {
        SignedMessage message = message(structure, kind);
        return decrypted(message, decryption(r).decrypt(message, options(r)));
    }

    /** Decrypts a structure of any kind and says first which it was (finding V8). */
    Map<String, Object> decryptAny(DecryptionRequest r, byte[] structure) {
        SignedMessage message = MessageCodec.decode(structure);
        Decrypted d = decryption(r).decrypt(message, options(r));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("kind", d instanceof Decrypted.Identity ? "identity" : "pseudonym");
        answer.putAll(decrypted(message, d));
        return answer;
    }

    private static SignedMessage message(byte[] structure, Class<? extends Body> kind) {
        SignedMessage message = MessageCodec.decode(structure);
        if (!kind.isInstance(message.body())) {
            throw new RefusedException(Refusal.OID_NOT_SUPPORTED, message.envelope() + " at this path");
        }
        return message;
    }

    private static Map<String, Object> decrypted(SignedMessage message, Decrypted d) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(INPUT, DecodedStructures.of(message));
        if (d instanceof Decrypted.Identity i) {
            identity(answer, i);
        } else if (d instanceof Pseudonym p) {
            pseudonym(answer, p);
        }
        return answer;
    }

    private static void identity(Map<String, Object> answer, Decrypted.Identity i) {
        answer.put("bsn", i.identifier());
        String stripped = i.type().name().equals("B") ? i.identifier().replaceFirst("^0+", "") : i.identifier();
        Map<String, Object> result = new LinkedHashMap<>();
        // As the embedding has it: version, type, length, identifier, and zeros to the end of the block (bsnk.md 2.2).
        result.put("bytes", DecodedStructures.base64(Arrays.copyOf(("\u0001" + i.type().name() + (char) stripped.length() + stripped)
                .getBytes(StandardCharsets.ISO_8859_1), EMBEDDED_BYTES)));
        result.put("version", "01");
        result.put("type", i.type().name());
        result.put("length", stripped.length());
        result.put("identifier", stripped);
        answer.put("decryption_result", result);
    }

    private static void pseudonym(Map<String, Object> answer, Pseudonym p) {
        answer.put("pseudonym", DecodedStructures.base64(p.encode()));
        answer.put("decodedPseudonym", DecodedStructures.of(p));
    }

    private static void halfway(Map<String, Object> answer, MigrationIntermediaryPseudonym mip) {
        answer.put(HALFWAY, DecodedStructures.base64(mip.encode()));
        answer.put("decodedMigrationIntermediaryPseudonym", DecodedStructures.of(mip));
    }

    /** Pseudonym to another closing key; to the one it has too, as long as there are two to choose from, as in the scheme's component. */
    Map<String, Object> convert(DecryptionRequest r) {
        Pseudonym p = Pseudonym.decode(r.structure("pseudonym", "pseudonymConversion"));
        long version = number(r.targetClosingKey, Refusal.MATCHING_CLOSING_KEY_REQUIRED);
        List<ServiceProviderKey> keys = keys(r);
        if (keys.size() < 2) {
            throw new RefusedException(Refusal.MATCHING_CLOSING_KEY_REQUIRED, "two keys are needed");
        }
        ServiceProviderKey from = closing(keys, p, p.closingKeySetVersion());
        ServiceProviderKey to = closing(keys, p, version);
        new MigrationKeys(keys).requireOneSource();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(INPUT, DecodedStructures.of(p));
        pseudonym(answer, Migration.convert(p, from, to));
        return answer;
    }

    private static ServiceProviderKey closing(List<ServiceProviderKey> keys, Pseudonym p, long version) {
        return keys.stream()
                .filter(k -> k.type() == Type.EP_CLOSING && k.schemeKeySetVersion() == p.schemeKeySetVersion()
                        && k.owner().equals(new Recipient(p.recipient(), version)))
                .findFirst()
                .orElseThrow(() -> new RefusedException(Refusal.MATCHING_CLOSING_KEY_REQUIRED, "version " + version));
    }

    /** First half of a migration. */
    Map<String, Object> export(DecryptionRequest r) {
        Pseudonym p = Pseudonym.decode(r.structure("pseudonym", "pseudonymMigrationExport"));
        MigrationKeys keys = new MigrationKeys(keys(r));
        keys.requireOneSource();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(INPUT, DecodedStructures.of(p));
        halfway(answer, Migration.export(p, keys.source(p, selection(r))));
        return answer;
    }

    private static MigrationKeys.Selection selection(DecryptionRequest r) {
        Optional<String> version = Optional.ofNullable(r.targetMigrantKeySetVersion);
        return new MigrationKeys.Selection(Optional.ofNullable(r.migrationID), Optional.ofNullable(r.targetMigrant),
                version.isEmpty()
                        ? OptionalLong.empty()
                        : OptionalLong.of(number(version.get(), Refusal.MATCHING_MIGRATION_SOURCE_KEY_REQUIRED)));
    }

    /** Second half of a migration. */
    Map<String, Object> importFrom(DecryptionRequest r) {
        MigrationIntermediaryPseudonym mip = MigrationIntermediaryPseudonym.decode(r.structure(HALFWAY, "pseudonymMigrationImport"));
        MigrationKeys keys = new MigrationKeys(keys(r));
        keys.requireOneTarget();
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(INPUT, DecodedStructures.of(mip));
        pseudonym(answer, Migration.importFrom(mip, keys.target(mip)
                .orElseThrow(() -> new RefusedException(Refusal.MATCHING_MIGRATION_TARGET_KEY_REQUIRED, "no key fits"))));
        return answer;
    }

    /** Decryption and migration in one: as far as the keys go, so to the target's pseudonym with both halves (bsnk.md 2.8). */
    Map<String, Object> decryptAndMigrate(DecryptionRequest r, byte[] structure, Class<? extends Body> kind) {
        SignedMessage message = message(structure, kind);
        MigrationKeys.Selection selection = selection(r);
        MigrationKeys keys = new MigrationKeys(keys(r));
        String source = message.body().header().recipient();
        Decryption decryption = decryption(r, List.of(source, selection), () -> keys.ofSource(source));
        Pseudonym p = (Pseudonym) decryption.decrypt(message, options(r));
        MigrationIntermediaryPseudonym mip = Migration.export(p, keys.source(p, selection));
        keys.requireRelated(source, selection);
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(INPUT, DecodedStructures.of(message));
        Optional<ServiceProviderKey> second = keys.target(mip);
        if (second.isEmpty() && keys.hasTarget()) {
            // Who brings a key for the second half wants the pseudonym.
            throw new RefusedException(Refusal.MATCHING_MIGRATION_TARGET_KEY_REQUIRED, "no key fits");
        }
        second.ifPresentOrElse(k -> pseudonym(answer, Migration.importFrom(mip, k)), () -> halfway(answer, mip));
        return answer;
    }
}
