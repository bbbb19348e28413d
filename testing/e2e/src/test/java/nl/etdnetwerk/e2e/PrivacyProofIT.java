package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;

import nl.etdnetwerk.launcher.network.Network;
import nl.etdnetwerk.plan.Layout;
import nl.etdnetwerk.plan.State;
import nl.etdnetwerk.useragent.PgoVisit;
import nl.etdnetwerk.useragent.UserAgent;

/**
 * After all flows, everything that the persoonsdomein, HM and ADs keep is read: databases, logs, Kafka, addresses. The BSN is in none of
 * it in any encoding, and a decrypted pseudonym only at the DVP. The search is shown to find a planted leak.
 */
class PrivacyProofIT {

    private static final List<String> SEARCHED = List.of("dvp", "hm", "ad-een", "ad-twee", "stelselbeheer");

    @Test
    void bsnAndPseudonymWhenAllFlowsRanThenAreOnlyWhereTheyBelong() throws Exception {
        Network network = NetworkUnderTest.get();
        UserAgent agent = agent();
        PgoVisit visit = visit(agent, "roos", "ad-een");
        visit.login();
        visit.link(entity("ad-een"));
        assertThat(visit.collect("huisartsdebron", 1, entity("ad-een")).address().getPath()).isEqualTo("/gegevens");
        assertThat(visit.collect("ziekenhuishetduin", 2, entity("ad-een")).address().getPath()).isEqualTo("/gegevens");

        Map<String, byte[]> kept = new LinkedHashMap<>();
        for (String service : SEARCHED) {
            kept.putAll(database(network, service));
            kept.put("log of " + service, Files.readAllBytes(network.state().log(service)));
        }
        kept.put("log of bsnk", Files.readAllBytes(network.state().log("bsnk")));
        kept.put("log of dvza", Files.readAllBytes(network.state().log("dvza")));
        kept.put("kafka", kafka());
        kept.put("addresses", String.join("\n", agent.visited()).getBytes(StandardCharsets.UTF_8));

        State.Person roos = NetworkUnderTest.person("roos");
        assertThat(roos.bsn()).isEqualTo("010082426");
        List<String> bsn = encodings(roos.bsn());
        assertThat(hits(kept, bsn)).isEmpty();
        String pseudonym = pseudonym(network);
        assertThat(pseudonym).hasSize(170);
        Map<String, byte[]> outsideDvp = new LinkedHashMap<>(kept);
        outsideDvp.keySet().removeIf(k -> k.startsWith("database of dvp"));
        List<String> pseudonymForms = List.of(pseudonym.substring(10), pseudonym.substring(10).toLowerCase(Locale.ROOT),
                Base64.getEncoder().withoutPadding().encodeToString(HexFormat.of().parseHex(pseudonym.substring(10))).substring(0, 80));
        assertThat(hits(outsideDvp, pseudonymForms)).isEmpty();
        assertThat(hits(kept, pseudonymForms)).allMatch(h -> h.startsWith("database of dvp"));

        // A search that cannot find anything proves nothing: plant each encoding and see it found.
        for (String leak : bsn) {
            assertThat(hits(Map.of("planted", ("x" + leak + "y").getBytes(StandardCharsets.UTF_8)), bsn)).as(leak).isNotEmpty();
        }
        plantInDatabase(network, roos.bsn());
        assertThat(hits(database(network, "hm"), bsn)).isNotEmpty();
    }

    /** Plain, without leading zero, base64 at each of the three alignments, hexadecimal. */
    private static List<String> encodings(String bsn) {
        String shorter = bsn.replaceFirst("^0+", "");
        List<String> all = new ArrayList<>(List.of(bsn, shorter, HexFormat.of().formatHex(shorter.getBytes(StandardCharsets.US_ASCII))));
        for (int pad = 0; pad < 3; pad++) {
            String base64 = Base64.getEncoder().encodeToString(("\0".repeat(pad) + shorter + "\0\0\0").getBytes(StandardCharsets.US_ASCII));
            all.add(base64.substring(pad == 0 ? 0 : 4, pad == 0 ? 8 : 12));
        }
        return all;
    }

    private static List<String> hits(Map<String, byte[]> kept, List<String> needles) {
        List<String> hits = new ArrayList<>();
        kept.forEach((where, bytes) -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            needles.stream().filter(text::contains).forEach(n -> hits.add(where + ": " + n));
        });
        return hits;
    }

    private static Connection connect(Network network, String service) throws SQLException, IOException {
        String database = Layout.standard().service(service).database();
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + Layout.standard().postgresPort() + "/" + database, database,
                network.state().databasePassword(database));
    }

    /** Every column of every row of every table; binary columns as bytes and in hexadecimal. */
    private static Map<String, byte[]> database(Network network, String service) throws SQLException, IOException {
        Map<String, byte[]> tables = new LinkedHashMap<>();
        try (Connection c = connect(network, service); Statement s = c.createStatement()) {
            List<String> names = new ArrayList<>();
            try (ResultSet r = s.executeQuery("select table_name from information_schema.tables where table_schema = 'public'")) {
                while (r.next()) {
                    names.add(r.getString(1));
                }
            }
            assertThat(names).contains("short_lived");
            for (String name : names) {
                StringBuilder content = new StringBuilder();
                try (ResultSet r = s.executeQuery("select * from " + name)) {
                    while (r.next()) {
                        for (int i = 1; i <= r.getMetaData().getColumnCount(); i++) {
                            Object value = r.getObject(i);
                            content.append(value instanceof byte[] b
                                    ? new String(b, StandardCharsets.ISO_8859_1) + " " + HexFormat.of().formatHex(b)
                                    : String.valueOf(value)).append('\n');
                        }
                    }
                }
                tables.put("database of " + service + ", " + name, content.toString().getBytes(StandardCharsets.ISO_8859_1));
            }
        }
        return tables;
    }

    private static String pseudonym(Network network) throws SQLException, IOException {
        try (Connection c = connect(network, "dvp");
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(
                        "select m.pseudonym from linked_means m join account a on a.id = m.account_id where a.login_name = 'roos'")) {
            assertThat(r.next()).isTrue();
            return r.getString(1);
        }
    }

    private static void plantInDatabase(Network network, String bsn) throws SQLException, IOException {
        try (Connection c = connect(network, "hm"); Statement s = c.createStatement()) {
            s.execute("insert into short_lived values ('planted', 'x', convert_to('" + bsn + "', 'UTF8'), now())");
        }
    }

    private static byte[] kafka() {
        StringBuilder all = new StringBuilder();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + Layout.standard().kafkaPort(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "privacy-" + UUID.randomUUID()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            TopicPartition partition = new TopicPartition("etd.trace", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            assertThat(end).isGreaterThan(30);
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofSeconds(1)).forEach(r -> all.append(new String(r.value(), StandardCharsets.UTF_8)).append('\n'));
            }
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
