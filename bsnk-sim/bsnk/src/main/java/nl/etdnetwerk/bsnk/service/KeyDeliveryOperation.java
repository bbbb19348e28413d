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
import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;
import nl.etdnetwerk.kit.config.ServiceIdentity;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.polymorphic.key.KeyDelivery;
import nl.etdnetwerk.polymorphic.key.SchemeKeySet;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey;
import nl.etdnetwerk.polymorphic.key.ServiceProviderKey.Type;

/** ProvideDVKeys: an HM fetches the keys of one of its service providers, sealed for that provider's certificate (bsnk.md 1.5, 4.2). */
@ApplicationScoped
public class KeyDeliveryOperation {

    private final Parties parties;
    private final BsnAuthorisationList authorised;
    private final SchemeKeySet keys;

    /** With the keys and the list. */
    public KeyDeliveryOperation(Parties parties, BsnAuthorisationList authorised, SchemeKeySet keys) {
        this.parties = parties;
        this.authorised = authorised;
        this.keys = keys;
    }

    /** PD, PC and DRKi for everybody, ID as well for who may process the BSN. */
    public BsnkElement provide(BsnkElement request, String peerOin, String responseId, String now) throws BsnkFault {
        String requester = Requests.requester(request, peerOin);
        if (!parties.isHerkenningsmakelaar(requester)) {
            throw new BsnkFault(BsnkFault.Reason.AuthorizationError, "Requester is no HM");
        }
        String oin = Requests.required(request, "RelyingParty", "[0-9]{20}");
        X509Certificate certificate = certificate(Requests.required(request, "RelyingPartyPKIoCertificate", "[A-Za-z0-9+/=\\s]+"));
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
            ServiceProviderKey key = keys.serviceProviderKey(type, oin, ksv, Optional.empty());
            Map<String, String> attributes = new LinkedHashMap<>();
            attributes.put("KeyType", type.header());
            attributes.put("RecipientKeyVersion", Long.toString(ksv));
            attributes.put("SchemeKeySetVersion", Long.toString(keys.version()));
            deliveries.add(
                    BsnkElement.of("EncryptedDVKey", Base64.getEncoder().encodeToString(KeyDelivery.seal(key, certificate)), attributes));
        }
        return new BsnkElement("ProvideDVKeysResponse",
                Map.of("DateTime", now, "ResponseID", responseId, "InResponseTo", request.attribute("RequestID").orElse("")), "",
                deliveries);
    }

    private static X509Certificate certificate(String base64) throws BsnkFault {
        try {
            return TestPki.certificates(Base64.getMimeDecoder().decode(base64)).get(0);
        } catch (IOException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "no certificate");
        }
    }
}
