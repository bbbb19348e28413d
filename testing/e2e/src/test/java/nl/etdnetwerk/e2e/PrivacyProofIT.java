package nl.etdnetwerk.e2e;

import static nl.etdnetwerk.e2e.NetworkUnderTest.agent;
import static nl.etdnetwerk.e2e.NetworkUnderTest.entity;
import static nl.etdnetwerk.e2e.NetworkUnderTest.pgo;
import static nl.etdnetwerk.e2e.NetworkUnderTest.visit;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

import org.apache.kafka.clients.admin.AdminClient;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
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

    /** Object identifiers of all structures of BSNk begin like this (bsnk.md 3.1). */
    private static final byte[] STRUCTURE = HexFormat.of().parseHex("60841001876b0a01");

    @Test
    void bsnAndPseudonymWhenAllFlowsRanThenAreOnlyWhereTheyBelong() throws Exception {
        Network network = NetworkUnderTest.get();
        UserAgent agent = agent();
        PgoVisit visit = visit(agent, "roos", "ad-een");
        visit.login();
        visit.link(entity("ad-een"));
        assertThat(visit.collect("huisartsdebron", 1, entity("ad-een")).address().getPath()).isEqualTo("/gegevens");
        assertThat(visit.collect("ziekenhuishetduin", 2, entity("ad-een")).address().getPath()).isEqualTo("/gegevens");
        agent.open(pgo() + "/").form("/uitloggen").submit();
        assertThat(visit.loginWithEtd(entity("ad-een")).text()).contains("eTD");
        assertThat(agent.open(pgo() + "/").form("/uitloggen").submit().status()).isEqualTo(200);

        Map<String, byte[]> kept = new LinkedHashMap<>();
        for (String service : SEARCHED) {
            kept.putAll(database(service));
            kept.put("log of " + service, Files.readAllBytes(network.state().log(service)));
            kept.putAll(files(network.state().own(service)));
        }
        for (String other : List.of("bsnk", "dvza", "decryptie", "infrastructuur")) {
            kept.put("log of " + other, Files.readAllBytes(network.state().log(other)));
        }
        kept.put("kafka", kafka());
        kept.put("addresses", String.join("\n", agent.visited()).getBytes(StandardCharsets.UTF_8));

        State.Person roos = NetworkUnderTest.person("roos");
        assertThat(roos.bsn()).matches("0[0-9]{8}");
        List<String> bsn = encodings(roos.bsn());
        assertThat(hits(kept, bsn)).isEmpty();
        // Of everybody else too. Six of the digits in base64 would also be found in the OINs of the network, which begin alike.
        for (State.Person person : network.state().persons()) {
            List<String> whole = new ArrayList<>(encodings(person.bsn()));
            whole.removeIf(form -> form.length() < person.bsn().replaceFirst("^0+", "").length());
            whole.add(Base64.getEncoder().encodeToString(person.bsn().getBytes(StandardCharsets.US_ASCII)));
            assertThat(hits(kept, whole)).as(person.pgo().username()).isEmpty();
        }
        String pseudonym = pseudonym();
        assertThat(pseudonym).hasSize(170);
        Map<String, byte[]> outsideDvp = new LinkedHashMap<>(kept);
        outsideDvp.keySet().removeIf(k -> k.startsWith("database of dvp"));
        outsideDvp.putAll(database("dvza"));
        outsideDvp.putAll(database("bsnk"));
        // The first coordinate says who it is: so it is looked for by itself, as in a compressed point too.
        List<String> pseudonymForms = forms(Arrays.copyOf(HexFormat.of().parseHex(pseudonym.substring(10)), 40));
        assertThat(hits(outsideDvp, pseudonymForms)).isEmpty();
        assertThat(hits(kept, pseudonymForms)).isNotEmpty().allMatch(h -> h.startsWith("database of dvp"));

        // The zorgaanbieder's server has used the BSN and kept a handle in its place.
        assertThat(hits(database("dvza"), List.of(roos.bsn(), roos.bsn().replaceFirst("^0+", "")))).isEmpty();

        // Polymorphic data: only in the register of means of an AD. The identity that passes the DVP is kept by nobody.
        Map<String, byte[]> outsideMeans = new LinkedHashMap<>(kept);
        outsideMeans.keySet().removeIf(k -> k.startsWith("database of ad-") && k.endsWith(", means"));
        List<String> structures = forms(STRUCTURE);
        assertThat(hits(outsideMeans, structures)).isEmpty();
        assertThat(hits(kept, structures)).isNotEmpty().allMatch(h -> h.startsWith("database of ad-") && h.contains(", means"));
        for (byte[] polymorphic : polymorphic()) {
            List<String> part = forms(Arrays.copyOfRange(polymorphic, polymorphic.length - 60, polymorphic.length - 20));
            assertThat(hits(outsideMeans, part)).isEmpty();
            assertThat(hits(database("dvza"), part)).isEmpty();
        }

        // A search that cannot find anything proves nothing: plant each encoding and see it found.
        for (String leak : bsn) {
            assertThat(hits(Map.of("planted", ("x" + leak + "y").getBytes(StandardCharsets.UTF_8)), bsn)).as(leak).isNotEmpty();
        }
        byte[] planted = polymorphic().get(0);
        for (String written : List.of(new String(planted, StandardCharsets.ISO_8859_1), HexFormat.of().formatHex(planted),
                Base64.getEncoder().encodeToString(planted), Base64.getUrlEncoder().encodeToString(planted))) {
            assertThat(hits(Map.of("planted", written.getBytes(StandardCharsets.ISO_8859_1)), structures)).isNotEmpty();
        }
        byte[] point = HexFormat.of().parseHex(pseudonym.substring(8));
        for (String written : List.of(new String(point, StandardCharsets.ISO_8859_1), pseudonym, Base64.getEncoder().encodeToString(point),
                "02" + pseudonym.substring(10, 90).toLowerCase(Locale.ROOT))) {
            assertThat(hits(Map.of("planted", written.getBytes(StandardCharsets.ISO_8859_1)), pseudonymForms)).as(written).isNotEmpty();
        }
        // And where services keep things: a database, a log, Kafka, an address.
        plantInDatabase(roos.bsn());
        assertThat(hits(database("hm"), bsn)).isNotEmpty();
        assertThat(hits(Map.of("log", withPlantedLine(network.state().log("hm"), roos.bsn())), bsn)).isNotEmpty();
        assertThat(hits(Map.of("kafka", withPlantedRecord(roos.bsn())), bsn)).isNotEmpty();
        agent.open(pgo() + "/?melding=" + roos.bsn());
        assertThat(hits(Map.of("addresses", String.join("\n", agent.visited()).getBytes(StandardCharsets.UTF_8)), bsn)).isNotEmpty();
    }

    /** What a service keeps beside its database. */
    private static Map<String, byte[]> files(Path folder) throws IOException {
        Map<String, byte[]> found = new LinkedHashMap<>();
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    found.put("file " + file, Files.readAllBytes(file));
                }
            }
        }
        return found;
    }

    /** What is read of a log that somebody writes it to; afterwards it is out again. */
    private static byte[] withPlantedLine(Path log, String bsn) throws IOException {
        long before = Files.size(log);
        Files.writeString(log, "for " + bsn + "\n", StandardOpenOption.APPEND);
        byte[] read = Files.readAllBytes(log);
        try (FileChannel channel = FileChannel.open(log, StandardOpenOption.WRITE)) {
            channel.truncate(before);
        }
        return read;
    }

    /** What is read of Kafka with a record whose key tells it, on a topic that is gone afterwards. */
    private static byte[] withPlantedRecord(String bsn) throws Exception {
        Map<String, Object> at = Map.of("bootstrap.servers", "127.0.0.1:" + Layout.standard().kafkaPort());
        String topic = "planted-" + UUID.randomUUID();
        try (AdminClient admin = AdminClient.create(at);
                KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(at, new ByteArraySerializer(), new ByteArraySerializer())) {
            admin.createTopics(List.of(new NewTopic(topic, 1, (short) 1))).all().get();
            producer.send(new ProducerRecord<>(topic, bsn.getBytes(StandardCharsets.US_ASCII), new byte[0])).get();
            byte[] read = kafka();
            admin.deleteTopics(List.of(topic)).all().get();
            return read;
        }
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

    /** Bytes as they are, in hexadecimal, and in base64 at each of the three alignments. */
    private static List<String> forms(byte[] bytes) {
        String hex = HexFormat.of().formatHex(bytes);
        List<String> all = new ArrayList<>(
                List.of(new String(bytes, StandardCharsets.ISO_8859_1), hex, hex.toUpperCase(Locale.ROOT)));
        for (int pad = 0; pad < 3; pad++) {
            byte[] shifted = new byte[pad + bytes.length];
            System.arraycopy(bytes, 0, shifted, pad, bytes.length);
            // Whole groups of three bytes, without the first and last, which depend on what stands beside them.
            String base64 = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            String inner = base64.substring(pad == 0 ? 0 : 4, shifted.length / 3 * 4);
            all.add(inner);
            all.add(inner.replace('+', '-').replace('/', '_'));
        }
        return all;
    }

    private static List<byte[]> polymorphic() throws SQLException, IOException {
        try (Connection c = NetworkUnderTest.connect("ad-een");
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery("select pi, pp from means where name = 'roos'")) {
            assertThat(r.next()).isTrue();
            return List.of(r.getBytes(1), r.getBytes(2));
        }
    }

    private static List<String> hits(Map<String, byte[]> kept, List<String> needles) {
        List<String> hits = new ArrayList<>();
        kept.forEach((where, bytes) -> {
            String text = new String(bytes, StandardCharsets.ISO_8859_1);
            needles.stream().filter(text::contains).forEach(n -> hits.add(where + ": " + n));
        });
        return hits;
    }

    /** Every column of every row of every table; binary columns as bytes and in hexadecimal. */
    private static Map<String, byte[]> database(String service) throws SQLException, IOException {
        Map<String, byte[]> tables = new LinkedHashMap<>();
        try (Connection c = NetworkUnderTest.connect(service); Statement s = c.createStatement()) {
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

    private static String pseudonym() throws SQLException, IOException {
        try (Connection c = NetworkUnderTest.connect("dvp");
                Statement s = c.createStatement();
                ResultSet r = s.executeQuery(
                        "select m.pseudonym from linked_means m join account a on a.id = m.account_id where a.login_name = 'roos'")) {
            assertThat(r.next()).isTrue();
            return r.getString(1);
        }
    }

    private static void plantInDatabase(String bsn) throws SQLException, IOException {
        try (Connection c = NetworkUnderTest.connect("hm"); Statement s = c.createStatement()) {
            s.execute("insert into short_lived values ('planted', 'x', convert_to('" + bsn + "', 'UTF8'), now())");
        }
    }

    private static String text(byte[] bytes) {
        return bytes == null ? "" : new String(bytes, StandardCharsets.UTF_8);
    }

    private static byte[] kafka() {
        StringBuilder all = new StringBuilder();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + Layout.standard().kafkaPort(),
                        ConsumerConfig.GROUP_ID_CONFIG,
                        "privacy-" + UUID.randomUUID()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.listTopics().values().stream().flatMap(List::stream)
                    .map(p -> new TopicPartition(p.topic(), p.partition())).toList();
            assertThat(partitions).contains(new TopicPartition("etd.trace", 0));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            assertThat(ends.values().stream().mapToLong(Long::longValue).sum()).isGreaterThan(30);
            while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
                consumer.poll(Duration.ofSeconds(1)).forEach(r -> {
                    all.append(text(r.key())).append('\n').append(text(r.value())).append('\n');
                    r.headers().forEach(h -> all.append(h.key()).append('=').append(text(h.value())).append('\n'));
                });
            }
        }
        return all.toString().getBytes(StandardCharsets.UTF_8);
    }
}
