package nl.etdnetwerk.polymorphic.decryption;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;

import nl.etdnetwerk.polymorphic.Refusal;
import nl.etdnetwerk.polymorphic.RefusedException;
import nl.etdnetwerk.polymorphic.curve.Curve;
import nl.etdnetwerk.polymorphic.curve.Curve.FixedBase;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Recipient;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;
import nl.etdnetwerk.polymorphic.message.Diversifier;
import nl.etdnetwerk.polymorphic.message.Header;

/** The keys of one service provider, of any number of key set versions. Safe to share between threads. */
public final class ServiceProviderKeys {

    private final List<ServiceProviderKey> keys;
    private final ConcurrentHashMap<ServiceProviderKey, FixedBase> publicPoints = new ConcurrentHashMap<>();

    /**
     * Takes keys of one recipient; migration keys have none and are left out.
     *
     * @throws RefusedException SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE
     */
    public ServiceProviderKeys(List<ServiceProviderKey> keys) {
        this.keys = keys.stream().filter(k -> k.recipient().isPresent()).toList();
        if (this.keys.stream().map(k -> k.recipient().get().oin()).distinct().count() > 1) {
            throw new RefusedException(Refusal.SERVICE_PROVIDER_KEYS_RECIPIENT_NON_UNIQUE, "keys of several recipients");
        }
    }

    /** The key of this type for exactly this recipient, key set version and diversifier. */
    Optional<ServiceProviderKey> find(Type type, Header header, long keySetVersion, Optional<Diversifier> diversifier) {
        return keys.stream()
                .filter(k -> k.type() == type && k.schemeKeySetVersion() == header.schemeKeySetVersion()
                        && k.recipient().get().equals(new Recipient(header.recipient(), keySetVersion))
                        && k.diversifier().equals(diversifier))
                .findFirst();
    }

    /**
     * The key set version of the closing key that pseudonyms are to be of: the oldest there is, because a pseudonym is the same over key
     * set versions as long as the same closing key is used (bsnk.md 2.7). Empty when there is no closing key.
     */
    public OptionalLong lastingClosingKey() {
        return keys.stream().filter(k -> k.type() == Type.EP_CLOSING).mapToLong(k -> k.recipient().get().keySetVersion()).min();
    }

    /** The public point of one of these keys, with its table. */
    FixedBase publicPoint(ServiceProviderKey key) {
        return publicPoints.computeIfAbsent(key, k -> Curve.fast().fixedBase(k.publicPoint()));
    }
}
