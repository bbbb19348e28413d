package nl.etdnetwerk.bsnk.service;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import nl.etdnetwerk.bsnk.authorisation.BsnAuthorisationList;
import nl.etdnetwerk.bsnk.authorisation.Parties;
import nl.etdnetwerk.bsnk.keys.ClosingKeys;
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.bsnksoap.X509Data;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.polymorphic.key.KeyDelivery;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;

/** ProvideDVKeys: an HM fetches the keys of one of its service providers, sealed for that provider's certificate (bsnk.md 1.5, 4.2). */
@ApplicationScoped
public class KeyDeliveryOperation {

    private static final String CERTIFICATE = "RelyingPartyPKIoCertificate";
    private final Parties parties;
    private final BsnAuthorisationList authorised;
    private final SchemeKeySet keys;
    private final ClosingKeys closing;

    /** With the keys and the list. */
    public KeyDeliveryOperation(Parties parties, BsnAuthorisationList authorised, SchemeKeySet keys, ClosingKeys closing) {
        this.parties = parties;
        this.authorised = authorised;
        this.keys = keys;
        this.closing = closing;
    }

    /** PD, PC (of the lasting version, and of this one) and DRKi for everybody, ID as well for who may process the BSN. */
    public BsnkElement provide(BsnkElement request, String peerOin, String responseId, String now) throws BsnkFault {
        String requester = Requests.requester(request, peerOin);
        if (!parties.isHerkenningsmakelaar(requester)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "Requester is no HM");
        }
        String oin = Requests.required(request, "RelyingParty", "[0-9]{20}");
        X509Certificate certificate = certificate(base64(request));
        if (!parties.isCertificateOfDienstverlener(certificate, oin)) {
            throw new BsnkFault(BsnkFault.Reason.InvalidRequest, "certificate is not in the metadata of this DV");
        }
        boolean wantsIdentity = request.child("ProvideEIDecryptionKey").filter("EI_DECRYPTION_KEY_EXPECTED"::equals).isPresent();
        if (wantsIdentity && !authorised.contains(oin)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "party is not on the authorisation list BSN");
        }
        List<Type> types = new ArrayList<>(List.of(Type.EP_DECRYPTION, Type.EP_CLOSING, Type.DIRECT_RECEIVE));
        if (authorised.contains(oin) && !request.child("ProvideEIDecryptionKey").equals(Optional.of("WITHOUT_EI_DECRYPTION_KEY"))) {
            types.add(0, Type.EI_DECRYPTION);
        }
        long ksv = ServiceIdentity.keySetVersion(certificate);
        List<BsnkElement> deliveries = new ArrayList<>();
        for (Type type : types) {
            for (long version : type == Type.EP_CLOSING ? closing.versions(oin, ksv) : List.of(ksv)) {
                deliveries.add(delivery(keys.serviceProviderKey(type, oin, version, Optional.empty()), version, certificate));
            }
        }
        return new BsnkElement("ProvideDVKeysResponse",
                Map.of("DateTime", now, "ResponseID", responseId, "InResponseTo", request.attribute("RequestID").orElse("")), "",
                deliveries);
    }

    private BsnkElement delivery(ServiceProviderKey key, long version, X509Certificate certificate) {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("KeyType", key.type().header());
        attributes.put("RecipientKeyVersion", Long.toString(version));
        attributes.put("SchemeKeySetVersion", Long.toString(keys.version()));
        return BsnkElement.of("EncryptedDVKey", Base64.getEncoder().encodeToString(KeyDelivery.seal(key, certificate)), attributes);
    }

    /** Of a certificate in ds:X509Data (bsnk.md 4.2), or by itself. */
    private static String base64(BsnkElement request) throws BsnkFault {
        Optional<String> data = request.foreignChild(CERTIFICATE);
        return data.isPresent() ? X509Data.certificate(data.get()) : Requests.required(request, CERTIFICATE, "[A-Za-z0-9+/=\\s]+");
    }

    private static X509Certificate certificate(String base64) throws BsnkFault {
        try {
            return TestPki.certificates(Base64.getMimeDecoder().decode(base64)).get(0);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "no certificate");
        }
    }
}
