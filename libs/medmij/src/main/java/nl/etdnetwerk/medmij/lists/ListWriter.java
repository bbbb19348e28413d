package nl.etdnetwerk.medmij.lists;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;

import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

import nl.etdnetwerk.medmij.Gegevensdienst;
import nl.etdnetwerk.medmij.lists.MedMijList.Gegevensdienstnamenlijst;
import nl.etdnetwerk.medmij.lists.MedMijList.Koppeling;
import nl.etdnetwerk.medmij.lists.MedMijList.OAuthclientlist;
import nl.etdnetwerk.medmij.lists.MedMijList.Whitelist;
import nl.etdnetwerk.medmij.lists.MedMijList.ZalGegevensdienst;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbieder;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbiederskoppellijst;
import nl.etdnetwerk.medmij.lists.MedMijList.Zorgaanbiederslijst;

/** Writes lists as the stelselnode serves them: UTF-8, elements only. */
public final class ListWriter {

    private final XMLStreamWriter out;

    private ListWriter(XMLStreamWriter out) {
        this.out = out;
    }

    /** The list as XML of this kind; a ZAL is written in either release. */
    public static byte[] write(MedMijList list, ListKind kind) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
            writer.writeStartDocument("UTF-8", "1.0");
            writer.writeStartElement("", kind.root(), kind.namespace());
            writer.writeDefaultNamespace(kind.namespace());
            ListWriter w = new ListWriter(writer);
            w.text("Tijdstempel", Instant.ofEpochSecond(list.tijdstempel().getEpochSecond()).toString());
            w.text("Volgnummer", Long.toString(list.volgnummer()));
            w.content(list, kind);
            writer.writeEndElement();
            writer.writeEndDocument();
            writer.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    private interface Content {
        void write() throws XMLStreamException;
    }

    private void element(String name, Content content) throws XMLStreamException {
        out.writeStartElement(name);
        content.write();
        out.writeEndElement();
    }

    private void text(String name, String value) throws XMLStreamException {
        element(name, () -> out.writeCharacters(value));
    }

    private void content(MedMijList list, ListKind kind) throws XMLStreamException {
        if (list instanceof Zorgaanbiederslijst zal) {
            element("Zorgaanbieders", () -> {
                for (Zorgaanbieder z : zal.zorgaanbieders()) {
                    element("Zorgaanbieder", () -> zorgaanbieder(z, kind));
                }
            });
        } else if (list instanceof OAuthclientlist ocl) {
            element("OAuthclients", () -> {
                for (MedMijList.OAuthclient c : ocl.clients()) {
                    element("OAuthclient", () -> {
                        text("Hostname", c.hostname());
                        text("OAuthclientOrganisatienaam", c.organisatienaam());
                    });
                }
            });
        } else if (list instanceof Whitelist whl) {
            element("MedMijNodes", () -> {
                for (String h : whl.hostnames()) {
                    element("MedMijNode", () -> text("Hostname", h));
                }
            });
        } else if (list instanceof Gegevensdienstnamenlijst gnl) {
            element("Gegevensdiensten", () -> {
                for (var e : gnl.weergavenamen().entrySet()) {
                    element("Gegevensdienst", () -> {
                        text("GegevensdienstId", e.getKey());
                        text("Weergavenaam", e.getValue());
                    });
                }
            });
        } else if (list instanceof Zorgaanbiederskoppellijst zakl) {
            element("Zorgaanbieders", () -> {
                for (Koppeling k : zakl.koppelingen()) {
                    element("Zorgaanbieder", () -> koppeling(k));
                }
            });
        }
    }

    private void zorgaanbieder(Zorgaanbieder z, ListKind kind) throws XMLStreamException {
        text("Zorgaanbiedernaam", z.naam());
        if (kind == ListKind.ZAL_RELEASE2) {
            gegevensdiensten(z.gegevensdiensten());
            return;
        }
        text("Aanbiedertype", z.aanbiedertype());
        element("Interfaceversies", () -> {
            for (MedMijList.Interfaceversie v : z.interfaceversies()) {
                element("Interfaceversie", () -> {
                    text("InterfaceversieId", v.id());
                    gegevensdiensten(v.gegevensdiensten());
                });
            }
        });
    }

    private void gegevensdiensten(List<ZalGegevensdienst> all) throws XMLStreamException {
        element("Gegevensdiensten", () -> {
            for (ZalGegevensdienst g : all) {
                element("Gegevensdienst", () -> {
                    text("GegevensdienstId", g.id());
                    element("AuthorizationEndpoint", () -> text("AuthorizationEndpointuri", g.authorizationEndpoint()));
                    element("TokenEndpoint", () -> text("TokenEndpointuri", g.tokenEndpoint()));
                    element("Systeemrollen", () -> {
                        for (MedMijList.Systeemrol r : g.systeemrollen()) {
                            element("Systeemrol", () -> {
                                text("Systeemrolcode", r.code());
                                element("ResourceEndpoint", () -> text("ResourceEndpointuri", r.resourceEndpoint()));
                            });
                        }
                    });
                });
            }
        });
    }

    private void koppeling(Koppeling k) throws XMLStreamException {
        text("Zorgaanbiedernaam", k.zorgaanbiedernaam());
        element("IdentificerendeKenmerken", () -> {
            for (MedMijList.Kenmerk m : k.kenmerken()) {
                element("IdentificerendKenmerk", () -> text(m.soort(), m.waarde()));
            }
        });
        element("Gegevensdiensten", () -> {
            for (String id : k.gegevensdienstIds()) {
                element("Gegevensdienst", () -> {
                    text("GegevensdienstId", id);
                    text("Weergavenaam", Gegevensdienst.of(id).map(Gegevensdienst::weergavenaam).orElse(id));
                    element("Interfaceversies", () -> element("Interfaceversie", () -> text("InterfaceversieId", "2")));
                });
            }
        });
    }
}
