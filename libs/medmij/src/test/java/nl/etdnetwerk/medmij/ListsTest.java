package nl.etdnetwerk.medmij;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import nl.etdnetwerk.medmij.lists.InvalidListException;
import nl.etdnetwerk.medmij.lists.ListKind;
import nl.etdnetwerk.medmij.lists.ListReader;
import nl.etdnetwerk.medmij.lists.ListWriter;
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

class ListsTest {

    private static final Instant NOW = Instant.parse("2026-03-14T10:00:00Z");

    private static Zorgaanbiederslijst zal(long number, String version) {
        var g = new ZalGegevensdienst("48", "https://dvza.localhost:7447/auth", "https://dvza.localhost:7447/token",
                List.of(new Systeemrol("MM-3.0-BZB-FHIR", "https://dvza.localhost:7447/fhir/stu3")));
        return new Zorgaanbiederslijst(NOW, number,
                List.of(new Zorgaanbieder("huisartsdebron@medmij", "ZA", List.of(new Interfaceversie(version, List.of(g))))));
    }

    private static void roundTrip(MedMijList list, ListKind kind) throws InvalidListException {
        assertThat(ListReader.read(ListWriter.write(list, kind), kind, NOW)).isEqualTo(list);
    }

    @Test
    void versionsWhenSeveralThenTheHighestCounts() {
        ZalGegevensdienst old = new ZalGegevensdienst("48", "https://a.example/auth", "https://a.example/token", List.of());
        ZalGegevensdienst young = new ZalGegevensdienst("51", "https://a.example/auth", "https://a.example/token", List.of());

        Zorgaanbieder z = new Zorgaanbieder("x@medmij", "ZA",
                List.of(new Interfaceversie("2.10", List.of(young)), new Interfaceversie("2.9", List.of(old))));

        assertThat(z.gegevensdiensten()).containsExactly(young);
        assertThat(new Zorgaanbieder("x@medmij", "ZA", List.of()).gegevensdiensten()).isEmpty();
    }

    @Test
    void listsWhenWrittenThenReadBackAgainstTheirSchema() throws Exception {
        roundTrip(zal(7, "2"), ListKind.ZAL_RELEASE3);
        roundTrip(zal(7, "1"), ListKind.ZAL_RELEASE2);
        roundTrip(new OAuthclientlist(NOW, 1, List.of(new OAuthclient("dvp.localhost", "De PGO & Co"))), ListKind.OCL);
        roundTrip(new Whitelist(NOW, 1, List.of("dvp.localhost", "dvza.localhost")), ListKind.WHL);
        roundTrip(new Gegevensdienstnamenlijst(NOW, 1, Map.of("48", "Basisgegevens Zorg")), ListKind.GNL);
        roundTrip(
                new Zorgaanbiederskoppellijst(NOW, 1, List
                        .of(new Koppeling("huisartsdebron@medmij", List.of(new Kenmerk("OIN", "99990001000000000031")), List.of("48")))),
                ListKind.ZAKL);
    }

    @Test
    void readWhenBrokenThenRefusedWithACode() {
        String good = new String(ListWriter.write(zal(7, "2"), ListKind.ZAL_RELEASE3), StandardCharsets.UTF_8);
        assertRefused("LIST_SCHEMA", good.replace("https://dvza.localhost:7447/auth", "http://dvza.localhost:7447/auth"));
        assertRefused("LIST_SCHEMA", good.replace("https://dvza.localhost:7447/auth", "https://dvza.example.nl:7447/auth"));
        assertRefused("LIST_SCHEMA", good.replace("release3", "release2"));
        assertRefused("LIST_SCHEMA", good.substring(0, 200));
        assertRefused("LIST_SCHEMA", good.replaceFirst("\\?>", "?><!DOCTYPE x [<!ENTITY e \"x\">]>"));
        assertRefused("LIST_SCHEMA", good.replace("<Zorgaanbieder>", "<Zorgaanbieder x=\"1\">"));
        assertRefused("LIST_EMPTY", good.replaceAll("<Zorgaanbieder>.*</Zorgaanbieder>", ""));
        assertRefused("LIST_FROM_THE_FUTURE", good.replace("2026-03-14", "2026-03-15"));
    }

    private static void assertRefused(String code, String xml) {
        assertThatThrownBy(() -> ListReader.read(xml.getBytes(StandardCharsets.UTF_8), ListKind.ZAL_RELEASE3, NOW))
                .isInstanceOf(InvalidListException.class).hasMessageStartingWith(code);
    }

    @Test
    void mayReplaceWhenNumberGoesBackOrContentChangesSilentlyThenRefused() throws Exception {
        ListReader.mayReplace(zal(7, "2"), zal(7, "2"));
        ListReader.mayReplace(zal(7, "2"), zal(8, "3"));
        assertThatThrownBy(() -> ListReader.mayReplace(zal(7, "2"), zal(6, "2"))).hasMessageStartingWith("LIST_GOES_BACK");
        assertThatThrownBy(() -> ListReader.mayReplace(zal(7, "2"), zal(7, "3"))).hasMessageStartingWith("LIST_CHANGED_SILENTLY");
    }
}
