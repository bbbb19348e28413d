package nl.etdnetwerk.dvp.fhir;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jdbi.v3.core.Jdbi;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.dvp.account.CurrentAccount;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.medmij.lists.MedMijList.Gegevensdienstnamenlijst;

/** Pages with what was collected. */
@Path("/")
public class DataResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance data(List<Group> groups);
    }

    private final CurrentAccount current;
    private final Jdbi jdbi;
    private final Pages pages;
    private final NetworkDirectory directory;
    private final ObjectMapper json;

    /** What came from one zorgaanbieder for one gegevensdienst. */
    public record Group(String zorgaanbieder, String gegevensdienst, List<Readable> lines, List<DocumentLink> documents) {}

    /** A document to download. */
    public record DocumentLink(UUID id, String title) {}

    private record Row(UUID id, String zorgaanbieder, String gegevensdienst, String query, String type, byte[] content) {}

    /** On the database of the service. */
    public DataResource(CurrentAccount current, Jdbi jdbi, Pages pages, NetworkDirectory directory, ObjectMapper json) {
        this.current = current;
        this.jdbi = jdbi;
        this.pages = pages;
        this.directory = directory;
        this.json = json;
    }

    /** All collected data, per zorgaanbieder and gegevensdienst. */
    @GET
    @Path("gegevens")
    public Response data() throws IOException {
        UUID account = current.require();
        Map<String, String> names = directory.gegevensdienstnamenlijst().map(Gegevensdienstnamenlijst::weergavenamen).orElse(Map.of());
        List<Row> rows = jdbi.withHandle(h -> h
                .createQuery("select id, zorgaanbieder, gegevensdienst, query, content_type, "
                        // Documents are shown by their titles.
                        + "case when content_type = 'application/pdf' then null else content end from collected where account_id = :a "
                        + "order by zorgaanbieder, gegevensdienst, query")
                .bind("a", account)
                .map((r, c) -> new Row(r.getObject(1, UUID.class), r.getString(2), r.getString(3), r.getString(4), r.getString(5),
                        r.getBytes(6)))
                .list());
        Map<String, Group> groups = new LinkedHashMap<>();
        for (Row row : rows) {
            Group g = groups.computeIfAbsent(row.zorgaanbieder() + " " + row.gegevensdienst(),
                    k -> new Group(row.zorgaanbieder(), names.getOrDefault(row.gegevensdienst(), row.gegevensdienst()), new ArrayList<>(),
                            new ArrayList<>()));
            if (row.type().equals("application/pdf")) {
                g.documents().add(new DocumentLink(row.id(), row.query()));
            } else {
                g.lines().addAll(Readable.of(json.readTree(row.content())));
            }
        }
        return pages.show(Templates.data(List.copyOf(groups.values())));
    }

    /** One document. */
    @GET
    @Path("documenten/{id}")
    public Response document(UUID id) {
        UUID account = current.require();
        Row row = jdbi.withHandle(h -> h.createQuery(
                "select id, zorgaanbieder, gegevensdienst, query, content_type, content from collected where account_id = :a and id = :id "
                        + "and content_type = 'application/pdf'")
                .bind("a", account).bind("id", id)
                .map((r, c) -> new Row(r.getObject(1, UUID.class), r.getString(2), r.getString(3), r.getString(4), r.getString(5),
                        r.getBytes(6)))
                .findOne()).orElseThrow(NotFoundException::new);
        return Response.ok(row.content()).type("application/pdf").header("Content-Disposition", "attachment; filename=\"document.pdf\"")
                .build();
    }
}
