package nl.etdnetwerk.testsupport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.medmij.lists.ListKind;
import nl.etdnetwerk.medmij.lists.ListWriter;
import nl.etdnetwerk.medmij.lists.MedMijList;
import nl.etdnetwerk.pki.TestPki;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.saml.LevelOfAssurance;
import nl.etdnetwerk.saml.SamlNames;
import nl.etdnetwerk.saml.SigningKey;
import nl.etdnetwerk.saml.catalogue.CatalogueCodec;
import nl.etdnetwerk.saml.catalogue.ServiceCatalogue;
import nl.etdnetwerk.saml.metadata.EntityIds;
import nl.etdnetwerk.saml.metadata.EntityMetadata;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Endpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.IndexedEndpoint;
import nl.etdnetwerk.saml.metadata.EntityMetadata.Use;
import nl.etdnetwerk.saml.metadata.MetadataWriter;

/** The documents of a network with an HM, an AD, a DVP and one zorgaanbieder, as a service keeps them when stelselbeheer is away. */
public final class GivenNetwork {

    /** The zorgaanbieder. */
    public static final String ZORGAANBIEDER = "huisartsdebron";
    private static final String VERSION = "/1.13";
    private static final int SERVICE_INDEX = 9001;
    private static final long NUMBER = 1;
    private final State state;
    private final Layout layout;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);

    private GivenNetwork(State state) {
        this.state = state;
        this.layout = state.layout();
    }

    /** Writes all into the folder that a service keeps its copies in. */
    static void write(State state, Path folder) throws IOException {
        new GivenNetwork(state).write(folder);
    }

    private void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        Files.copy(state.keys("stelselbeheer").resolve("tls.crt"), folder.resolve("operator.crt"), StandardCopyOption.REPLACE_EXISTING);
        SigningKey operator = key(state, "stelselbeheer");
        Files.write(folder.resolve("metadata.xml"),
                MetadataWriter.network(List.of(hm(), ad("ad-een", "Zeker-Inloggen", SamlNames.TYPE_BSN, SamlNames.TYPE_PSEUDO_ID),
                        ad("ad-twee", "Alleen pseudoniemen", SamlNames.TYPE_PSEUDO), dvp(), zorgaanbieder()),
                        "urn:etoegang:1.13:metadata:T:1", now.plus(Duration.ofDays(1)), operator));
        Files.write(folder.resolve("catalogue.xml"), CatalogueCodec.write(catalogue(), operator));
        for (ListKind kind : List.of(ListKind.ZAL_RELEASE3, ListKind.OCL, ListKind.WHL, ListKind.GNL)) {
            Files.write(folder.resolve(kind.fileName()), ListWriter.write(list(kind), kind));
        }
    }

    /** The key of a service or zorgaanbieder of the plan. */
    public static SigningKey key(State state, String name) throws IOException {
        return new SigningKey(TestPki.privateKey(state.keys(name).resolve("tls.key")),
                TestPki.certificates(state.keys(name).resolve("tls.crt")).get(0));
    }

    private List<EntityMetadata.Key> keys(String name, Use... uses) throws IOException {
        List<EntityMetadata.Key> keys = new ArrayList<>();
        for (Use use : uses) {
            keys.add(MetadataWriter.key(use, key(state, name)));
        }
        return keys;
    }

    private EntityMetadata hm() throws IOException {
        String url = layout.service("hm").publicUrl() + VERSION;
        var keys = keys("hm", Use.SIGNING);
        var resolution = List.of(MetadataWriter.soap(url + "/ars"));
        return new EntityMetadata(layout.service("hm").entityId("HM"), Optional.of("Herkenningsmakelaar"),
                Optional.of(LevelOfAssurance.LOA4), Optional.empty(),
                Optional.of(new EntityMetadata.IdentityProvider(keys, resolution, threeBindings(url + "/slo"), threeBindings(url + "/sso"),
                        List.of(SamlNames.TYPE_BSN, SamlNames.TYPE_PSEUDO_ID))),
                Optional.of(new EntityMetadata.ServiceProvider(keys, resolution, List.of(),
                        List.of(new IndexedEndpoint(1, true, SamlNames.BINDING_ARTIFACT, url + "/acs")), List.of())));
    }

    private static List<Endpoint> threeBindings(String url) {
        return List.of(new Endpoint(SamlNames.BINDING_ARTIFACT, url + "/artifact"), new Endpoint(SamlNames.BINDING_POST, url + "/post"),
                new Endpoint(SamlNames.BINDING_REDIRECT, url + "/redirect"));
    }

    private EntityMetadata ad(String service, String name, String... types) throws IOException {
        String url = layout.service(service).publicUrl() + VERSION;
        return new EntityMetadata(layout.service(service).entityId("AD"), Optional.of(name),
                Optional.of(LevelOfAssurance.LOA4), Optional.empty(),
                Optional.of(new EntityMetadata.IdentityProvider(keys(service, Use.SIGNING), List.of(MetadataWriter.soap(url + "/ars")),
                        List.of(new Endpoint(SamlNames.BINDING_ARTIFACT, url + "/slo/artifact")),
                        List.of(new Endpoint(SamlNames.BINDING_ARTIFACT, url + "/sso/artifact")),
                        List.of(types))),
                Optional.empty());
    }

    private EntityMetadata dvp() throws IOException {
        Layout.Service s = layout.service("dvp");
        return serviceProvider(s.entityId("DV"), s.displayName(), s.oin(), "dvp", s.publicUrl() + "/saml/acs");
    }

    private EntityMetadata zorgaanbieder() throws IOException {
        Layout.Zorgaanbieder z = theZorgaanbieder();
        return serviceProvider(EntityIds.of("DV", z.oin(), SERVICE_INDEX), z.naam(), z.oin(), "za-" + z.naam(),
                layout.service("dvza").publicUrl() + "/saml/acs/" + z.naam());
    }

    private static Layout.Zorgaanbieder theZorgaanbieder() {
        return Layout.ZORGAANBIEDERS.stream().filter(z -> z.naam().equals(ZORGAANBIEDER)).findFirst().orElseThrow();
    }

    private EntityMetadata serviceProvider(String entityId, String name, String oin, String keysOf, String consumer) throws IOException {
        return new EntityMetadata(entityId, Optional.of(name), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.of(new EntityMetadata.ServiceProvider(keys(keysOf, Use.SIGNING, Use.ENCRYPTION), List.of(), List.of(),
                        List.of(new IndexedEndpoint(0, true, SamlNames.BINDING_ARTIFACT, consumer)),
                        List.of(new EntityMetadata.Service(1, true, "Inloggen", EntityIds.service(oin, SERVICE_INDEX))))));
    }

    private ServiceCatalogue catalogue() throws IOException {
        Layout.Service dvp = layout.service("dvp");
        Layout.Zorgaanbieder za = theZorgaanbieder();
        return new ServiceCatalogue(now, "urn:etoegang:1.13:service-catalogue:T:1",
                List.of(provider(dvp.oin(), dvp.displayName(), SamlNames.TYPE_PSEUDO_ID, "dvp"),
                        provider(za.oin(), za.naam(), SamlNames.TYPE_BSN, "za-" + za.naam())));
    }

    private ServiceCatalogue.ServiceProvider provider(String oin, String name, String type, String keysOf) throws IOException {
        String hm = layout.service("hm").oin();
        String definition = uuid("definition", oin);
        return new ServiceCatalogue.ServiceProvider(oin, name,
                List.of(new ServiceCatalogue.Definition(definition, "Inloggen", "Inloggen bij " + name, LevelOfAssurance.LOA3, hm,
                        List.of(new ServiceCatalogue.TypeSet(1, List.of(type))))),
                List.of(new ServiceCatalogue.Instance(EntityIds.service(oin, SERVICE_INDEX), uuid("instance", oin), definition,
                        Optional.empty(), hm, true, keys(keysOf, Use.ENCRYPTION), ServiceCatalogue.Intermediation.NONE, "1", 1)));
    }

    private static String uuid(String what, String oin) {
        return java.util.UUID.nameUUIDFromBytes((what + oin).getBytes(java.nio.charset.StandardCharsets.US_ASCII)).toString();
    }

    private MedMijList list(ListKind kind) {
        Layout.Service dvp = layout.service("dvp");
        Layout.Service dvza = layout.service("dvza");
        return switch (kind) {
            // The second stands for another DVP, with a key and a certificate of its own.
            case OCL -> new MedMijList.OAuthclientlist(now, NUMBER, List.of(new MedMijList.OAuthclient(dvp.host(), dvp.displayName()),
                    new MedMijList.OAuthclient(dvza.host(), "Andere PGO")));
            case WHL -> new MedMijList.Whitelist(now, NUMBER, List.of(dvp.host(), dvza.host()));
            case GNL -> {
                Map<String, String> names = new LinkedHashMap<>();
                for (Gegevensdienst g : Gegevensdienst.values()) {
                    names.put(g.id(), g.weergavenaam());
                }
                yield new MedMijList.Gegevensdienstnamenlijst(now, NUMBER, names);
            }
            default -> new MedMijList.Zorgaanbiederslijst(now, NUMBER,
                    List.of(new MedMijList.Zorgaanbieder(ZORGAANBIEDER + "@medmij", "ZA",
                            List.of(new MedMijList.Interfaceversie("2", theZorgaanbieder().gegevensdiensten().stream()
                                    .map(id -> gegevensdienst(id, dvza.publicUrl())).toList())))));
        };
    }

    private static MedMijList.ZalGegevensdienst gegevensdienst(String id, String dvza) {
        Gegevensdienst g = Gegevensdienst.of(id).orElseThrow();
        String fhir = dvza + "/fhir/" + ZORGAANBIEDER + (g.fhirVersion().startsWith("3") ? "/stu3" : "/r4");
        return new MedMijList.ZalGegevensdienst(id, dvza + "/auth", dvza + "/token",
                g.systeemrollen().stream().map(code -> new MedMijList.Systeemrol(code, fhir)).toList());
    }
}
