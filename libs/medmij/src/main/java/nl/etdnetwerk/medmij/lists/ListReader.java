package nl.etdnetwerk.medmij.lists;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import javax.xml.XMLConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

import org.xml.sax.SAXException;

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

/** Reads lists: no DTD, schema valid, not empty, not from the future, never going back (medmij.md 4.5). */
public final class ListReader {

    private static final int MAX_BYTES = 64 * 1024 * 1024;
    private static final int FUTURE_SECONDS = 60;
    private static final Map<ListKind, Schema> SCHEMAS = new ConcurrentHashMap<>();

    private ListReader() {}

    private static Schema schema(ListKind kind) {
        return SCHEMAS.computeIfAbsent(kind, k -> {
            try {
                SchemaFactory factory = SchemaFactory.newDefaultInstance();
                factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
                // Element counts of a real ZAL exceed the limits meant for content models.
                factory.setProperty("jdk.xml.maxOccurLimit", "0");
                return factory.newSchema(ListReader.class.getResource(k.schema()));
            } catch (SAXException e) {
                throw new IllegalStateException("schema " + k.schema(), e);
            }
        });
    }

    /**
     * Reads a list of any kind.
     *
     * @throws InvalidListException LIST_TOO_LARGE, LIST_SCHEMA (also for a DTD or broken XML), LIST_EMPTY, LIST_FROM_THE_FUTURE
     */
    public static MedMijList read(byte[] xml, ListKind kind, Instant now) throws InvalidListException {
        if (xml.length > MAX_BYTES) {
            throw new InvalidListException("LIST_TOO_LARGE", xml.length + " bytes");
        }
        MedMijList list;
        try {
            // Read first: this parser refuses a DTD, the validator's own would expand it.
            XmlTree tree = XmlTree.parse(xml);
            Validator validator = schema(kind).newValidator();
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            validator.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "");
            validator.validate(new StreamSource(new ByteArrayInputStream(xml)));
            list = list(tree, kind);
        } catch (SAXException | IOException | XMLStreamException e) {
            throw new InvalidListException("LIST_SCHEMA", String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        if (list.isEmpty()) {
            throw new InvalidListException("LIST_EMPTY", kind.root());
        }
        if (list.tijdstempel().isAfter(now.plusSeconds(FUTURE_SECONDS))) {
            throw new InvalidListException("LIST_FROM_THE_FUTURE", list.tijdstempel().toString());
        }
        return list;
    }

    /**
     * Whether a fresh copy may replace the one in use.
     *
     * @throws InvalidListException LIST_GOES_BACK when its number is lower, LIST_CHANGED_SILENTLY when the number is the same and
     *         the content is not
     */
    public static void mayReplace(MedMijList current, MedMijList fresh) throws InvalidListException {
        if (fresh.volgnummer() < current.volgnummer()) {
            throw new InvalidListException("LIST_GOES_BACK", fresh.volgnummer() + " after " + current.volgnummer());
        }
        if (fresh.volgnummer() == current.volgnummer() && !fresh.equals(current)) {
            throw new InvalidListException("LIST_CHANGED_SILENTLY", "number " + fresh.volgnummer());
        }
    }

    private static MedMijList list(XmlTree root, ListKind kind) throws InvalidListException {
        Instant at;
        long number;
        try {
            at = OffsetDateTime.parse(root.text("Tijdstempel")).toInstant();
            number = Long.parseLong(root.text("Volgnummer"));
        } catch (DateTimeParseException | NumberFormatException e) {
            // A schema allows moments without an offset and numbers of any length.
            throw new InvalidListException("LIST_HEAD", e.getMessage());
        }
        return switch (kind) {
            case ZAL_RELEASE2 -> new Zorgaanbiederslijst(at, number, root.one("Zorgaanbieders").all("Zorgaanbieder").stream()
                    .map(z -> new Zorgaanbieder(z.text("Zorgaanbiedernaam"), "ZA", List.of(new Interfaceversie("1", gegevensdiensten(z)))))
                    .toList());
            case ZAL_RELEASE3 -> new Zorgaanbiederslijst(at, number,
                    root.one("Zorgaanbieders").all("Zorgaanbieder").stream()
                            .map(z -> new Zorgaanbieder(z.text("Zorgaanbiedernaam"), z.text("Aanbiedertype"),
                                    z.one("Interfaceversies").all("Interfaceversie").stream()
                                            .map(v -> new Interfaceversie(v.text("InterfaceversieId"), gegevensdiensten(v))).toList()))
                            .toList());
            case OCL -> new OAuthclientlist(at, number, root.one("OAuthclients").all("OAuthclient").stream()
                    .map(c -> new OAuthclient(c.text("Hostname"), c.text("OAuthclientOrganisatienaam"))).toList());
            case WHL -> new Whitelist(at, number, root.one("MedMijNodes").all("MedMijNode").stream().map(n -> n.text("Hostname")).toList());
            case GNL -> {
                Map<String, String> names = new LinkedHashMap<>();
                root.one("Gegevensdiensten").all("Gegevensdienst")
                        .forEach(g -> names.put(g.text("GegevensdienstId"), g.text("Weergavenaam")));
                yield new Gegevensdienstnamenlijst(at, number, names);
            }
            case ZAKL -> new Zorgaanbiederskoppellijst(at, number,
                    root.one("Zorgaanbieders").all("Zorgaanbieder").stream().map(ListReader::koppeling).toList());
        };
    }

    private static Koppeling koppeling(XmlTree z) {
        return new Koppeling(z.text("Zorgaanbiedernaam"),
                z.one("IdentificerendeKenmerken").all("IdentificerendKenmerk").stream().map(k -> k.children().get(0))
                        .map(k -> new Kenmerk(k.name(), k.text())).toList(),
                z.one("Gegevensdiensten").all("Gegevensdienst").stream().map(g -> g.text("GegevensdienstId")).toList());
    }

    private static List<ZalGegevensdienst> gegevensdiensten(XmlTree parent) {
        return parent.one("Gegevensdiensten").all("Gegevensdienst").stream()
                .map(g -> new ZalGegevensdienst(g.text("GegevensdienstId"),
                        withoutTrailingSlash(g.one("AuthorizationEndpoint").text("AuthorizationEndpointuri")),
                        withoutTrailingSlash(g.one("TokenEndpoint").text("TokenEndpointuri")),
                        g.one("Systeemrollen").all("Systeemrol").stream()
                                .map(r -> new Systeemrol(r.text("Systeemrolcode"),
                                        withoutTrailingSlash(r.one("ResourceEndpoint").text("ResourceEndpointuri"))))
                                .toList()))
                .toList();
    }

    /** Real lists have trailing slashes that the schema forbids (medmij.md 3.1). */
    private static String withoutTrailingSlash(String uri) {
        return uri.endsWith("/") ? uri.substring(0, uri.length() - 1) : uri;
    }
}
