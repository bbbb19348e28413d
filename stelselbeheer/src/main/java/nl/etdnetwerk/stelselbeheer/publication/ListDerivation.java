package nl.etdnetwerk.stelselbeheer.publication;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.medmij.lists.ListKind;
import nl.etdnetwerk.medmij.lists.MedMijList;
import nl.etdnetwerk.medmij.lists.MedMijList.Gegevensdienstnamenlijst;
import nl.etdnetwerk.medmij.lists.MedMijList.Interfaceversie;
import nl.etdnetwerk.medmij.lists.MedMijList.Kenmerk;
import nl.etdnetwerk.medmij.lists.MedMijList.Koppeling;
import nl.etdnetwerk.medmij.lists.MedMijList.OAuthclient;
import nl.etdnetwerk.medmij.lists.MedMijList.OAuthclientlist;
import nl.etdnetwerk.medmij.lists.MedMijList.Systeemrol;
import nl.etdnetwerk.medmij.lists.MedMijList.Whitelist;
import nl.etdnetwerk.medmij.lists.MedMijList.ZalGegevensdienst;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbieder;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbiederskoppellijst;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbiederslijst;
import nl.etdnetwerk.stelselbeheer.parties.Party;
import nl.etdnetwerk.stelselbeheer.parties.Registration;

/** The MedMij lists out of the register. */
final class ListDerivation {

    private final List<Party> parties;
    private final Instant at;
    private final long number;

    ListDerivation(List<Party> parties, Instant at, long number) {
        this.parties = parties;
        this.at = at;
        this.number = number;
    }

    MedMijList derive(ListKind kind) {
        return switch (kind) {
            case ZAL_RELEASE2 -> zal("1");
            case ZAL_RELEASE3 -> zal("2");
            case OCL -> new OAuthclientlist(at, number,
                    parties.stream().flatMap(p -> p.registration().dvp().stream())
                            .map(d -> new OAuthclient(d.clientHostname(), d.organisatienaam())).toList());
            case WHL -> new Whitelist(at, number,
                    parties.stream().flatMap(p -> p.registration().hostnames().stream()).distinct().sorted().toList());
            case GNL -> {
                Map<String, String> names = new LinkedHashMap<>();
                for (Gegevensdienst g : Gegevensdienst.values()) {
                    names.put(g.id(), g.weergavenaam());
                }
                yield new Gegevensdienstnamenlijst(at, number, names);
            }
            case ZAKL -> new Zorgaanbiederskoppellijst(at, number,
                    parties.stream().filter(p -> p.registration().zorgaanbieder().isPresent()).map(ListDerivation::koppeling).toList());
        };
    }

    private static Koppeling koppeling(Party p) {
        Registration.Zorgaanbieder z = p.registration().zorgaanbieder().orElseThrow();
        return new Koppeling(z.naam(), List.of(new Kenmerk("OIN", p.metadata().oin())), z.gegevensdiensten());
    }

    private Zorgaanbiederslijst zal(String version) {
        return new Zorgaanbiederslijst(at, number, parties.stream().flatMap(p -> p.registration().zorgaanbieder().stream())
                .map(z -> new Zorgaanbieder(z.naam(), "ZA",
                        List.of(new Interfaceversie(version, z.gegevensdiensten().stream().map(g -> gegevensdienst(z, g)).toList()))))
                .toList());
    }

    private static ZalGegevensdienst gegevensdienst(Registration.Zorgaanbieder z, String id) {
        Gegevensdienst g = Gegevensdienst.of(id).orElseThrow();
        String endpoint = z.resourceEndpoints().getOrDefault(g.fhirVersion(), "");
        return new ZalGegevensdienst(id, z.authorizationEndpoint(), z.tokenEndpoint(),
                g.systeemrollen().stream().map(code -> new Systeemrol(code, endpoint)).toList());
    }
}
