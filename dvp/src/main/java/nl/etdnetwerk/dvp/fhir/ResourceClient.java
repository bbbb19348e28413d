package nl.etdnetwerk.dvp.fhir;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import jakarta.enterprise.context.ApplicationScoped;

import org.jboss.logging.Logger;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;

import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.dvp.flow.CollectFlows.CollectFlow;
import nl.etdnetwerk.dvp.oauth.TokenClient.Granted;
import nl.etdnetwerk.kit.peer.BackChannel;
import nl.etdnetwerk.medmij.oauth.TraceIds;

/**
 * Searches and documents at a resource endpoint, with the token of a collection (medmij.md 3). Nothing is asked of an address that is
 * not under the endpoint of the list, whatever an answer says.
 */
@ApplicationScoped
public class ResourceClient {

    private static final Logger LOG = Logger.getLogger(ResourceClient.class);
    private static final int MOST_PAGES = 50;
    /** Of one search, or of the documents of one list: all of it is in memory until it is kept. */
    private static final int MOST_BYTES = 24 * 1024 * 1024;
    /** What a resource server may take (medmij.md 3.1). */
    private static final Duration LONGEST = Duration.ofSeconds(60);
    private final BackChannel channel;
    private final ObjectMapper json;
    private final Accounts accounts;

    /** A page of what a search found, as it is kept and as a tree; without any BSN. */
    record Bundle(byte[] content, JsonNode tree) {

        private Optional<String> next() {
            for (JsonNode link : tree.path("link")) {
                if (link.path("relation").asText().equals("next")) {
                    return Optional.of(link.path("url").asText());
                }
            }
            return Optional.empty();
        }
    }

    /** A document with the title its list gives it. */
    record Document(String title, byte[] content) {}

    /**
     * Documents of a list.
     *
     * @param complete whether these are all that the list has at the endpoint
     */
    record Documents(List<Document> found, boolean complete) {}

    /** On the channel to other parties. */
    public ResourceClient(BackChannel channel, ObjectMapper json, Accounts accounts) {
        this.accounts = accounts;
        this.channel = channel;
        this.json = json;
    }

    /** All pages of a search; empty when one of them could not be had or is no Bundle. */
    Optional<List<Bundle>> search(CollectFlow flow, Granted granted, String endpoint, String query, String fhirVersion) {
        List<Bundle> pages = new ArrayList<>();
        Optional<String> address = Optional.of(endpoint + "/" + query);
        long size = 0;
        while (address.isPresent()) {
            if (pages.size() == MOST_PAGES || size > MOST_BYTES || !isUnder(address.get().replaceFirst("\\?.*", ""), endpoint)) {
                LOG.warnf("NEXT_PAGE_REFUSED %s", flow.correlationId());
                return Optional.empty();
            }
            Optional<Bundle> page = get(flow, granted, address.get(), "application/fhir+json; fhirVersion=" + fhirVersion)
                    .flatMap(content -> bundle(flow, content));
            if (page.isEmpty()) {
                return Optional.empty();
            }
            pages.add(page.get());
            size += page.get().content().length;
            address = page.get().next();
        }
        return Optional.of(pages);
    }

    private Optional<Bundle> bundle(CollectFlow flow, byte[] content) {
        try {
            // Numbers stay as they came: 6.30 is not 6.3 in FHIR.
            JsonNode tree = json.reader().with(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES).readTree(content);
            if (tree != null && tree.path("resourceType").asText().equals("Bundle")) {
                return withoutBsn(flow, new Bundle(content, tree));
            }
        } catch (IOException e) {
            LOG.debug("not JSON", e);
        }
        LOG.warnf("RESOURCE_NO_BUNDLE %s", flow.correlationId());
        return Optional.empty();
    }

    /** What may be kept of a page; nothing when its next page can only be had by a BSN. */
    private Optional<Bundle> withoutBsn(CollectFlow flow, Bundle page) throws IOException {
        Optional<String> next = page.next();
        if (!BsnFilter.clean(page.tree())) {
            return Optional.of(page);
        }
        accounts.securityEvent("BSN_RECEIVED", flow.correlationId());
        LOG.warnf("BSN_RECEIVED %s", flow.correlationId());
        return page.next().equals(next) ? Optional.of(new Bundle(json.writeValueAsBytes(page.tree()), page.tree())) : Optional.empty();
    }

    /** The documents of a list that are at their endpoint and can be had. */
    Documents documents(CollectFlow flow, Granted granted, String endpoint, Bundle list) {
        List<Document> found = new ArrayList<>();
        boolean complete = true;
        long size = 0;
        for (JsonNode entry : list.tree().path("entry")) {
            JsonNode attachment = entry.path("resource").path("content").path(0).path("attachment");
            String url = attachment.path("url").asText("");
            String absolute = url.startsWith("https://") ? url : endpoint + "/" + url;
            if (!url.isEmpty() && isUnder(absolute, endpoint)) {
                Optional<byte[]> content = get(flow, granted, absolute, "application/pdf");
                size += content.map(c -> c.length).orElse(0);
                if (size > MOST_BYTES) {
                    LOG.warnf("DOCUMENTS_TOO_LARGE %s", flow.correlationId());
                    return new Documents(found, false);
                }
                content.ifPresent(c -> found.add(new Document(attachment.path("title").asText("document"), c)));
                complete &= content.isPresent();
            }
        }
        return new Documents(found, complete);
    }

    /** Whether an address is that of an endpoint or under it, also when it goes up on its way. */
    private static boolean isUnder(String address, String endpoint) {
        try {
            return new URI(address).normalize().toString().equals(address) && (address + "/").startsWith(endpoint + "/")
                    && !address.contains("%");
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private Optional<byte[]> get(CollectFlow flow, Granted granted, String url, String accept) {
        try {
            BackChannel.Answer answer = channel.get(url, Map.of("Authorization", "Bearer " + granted.accessToken(), "Accept", accept,
                    TraceIds.REQUEST, UUID.randomUUID().toString(), TraceIds.CORRELATION, flow.correlationId()), LONGEST);
            return answer.isOk() ? Optional.of(answer.body()) : Optional.empty();
        } catch (IOException | IllegalArgumentException e) {
            // An address that is none comes from the other side too.
            LOG.warnf("RESOURCE_UNREACHABLE %s", flow.correlationId());
            return Optional.empty();
        }
    }
}
