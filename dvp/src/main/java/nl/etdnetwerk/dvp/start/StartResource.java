package nl.etdnetwerk.dvp.start;

import java.util.List;
import java.util.UUID;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;

import org.jboss.resteasy.reactive.RestQuery;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import nl.etdnetwerk.dvp.account.Accounts;
import nl.etdnetwerk.dvp.account.CurrentAccount;
import nl.etdnetwerk.kit.directory.NetworkDirectory;
import nl.etdnetwerk.kit.page.Pages;
import nl.etdnetwerk.saml.metadata.EntityMetadata;

/** What a person can do here. */
@Path("/")
public class StartResource {

    @CheckedTemplate
    static class Templates {
        static native TemplateInstance welcome(String message);

        static native TemplateInstance home(String name, List<String> means, String message);
    }

    private final CurrentAccount current;
    private final Accounts accounts;
    private final Pages pages;
    private final NetworkDirectory directory;

    /** With the accounts. */
    public StartResource(CurrentAccount current, Accounts accounts, Pages pages, NetworkDirectory directory) {
        this.directory = directory;
        this.current = current;
        this.accounts = accounts;
        this.pages = pages;
    }

    /** Login choices, or the overview of who is logged in. */
    @GET
    public Response start(@RestQuery String melding) {
        String message = melding == null ? "" : melding;
        return pages.show(current.id().map(id -> Templates.home(current.name(), ads(id), message))
                .orElseGet(() -> Templates.welcome(message)));
    }

    /** Names of the ADs whose means are linked, as people know them. */
    private List<String> ads(UUID account) {
        return accounts.means(account).stream()
                .map(ad -> directory.participant(ad).map(EntityMetadata::shownName).orElse(ad)).toList();
    }
}
