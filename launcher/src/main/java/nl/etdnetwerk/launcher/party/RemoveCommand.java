package nl.etdnetwerk.launcher.party;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes a party out. */
@Command(name = "remove", description = "Take a party out of the network; ends when all services know.", mixinStandardHelpOptions = true)
final class RemoveCommand implements Callable<Integer> {

    private static final int REMOVED = 204;
    private static final int FORBIDDEN = 403;
    private static final int UNKNOWN = 404;
    @ParentCommand
    private PartyCommand party;
    @Parameters(paramLabel = "ENTITYID", description = "As netwerk party list shows it.")
    private String entityId;

    @Override
    public Integer call() throws IOException {
        Stelselbeheer stelselbeheer = party.stelselbeheer();
        int status = stelselbeheer.call("DELETE", "/api/parties/" + URLEncoder.encode(entityId, StandardCharsets.UTF_8), null)
                .statusCode();
        if (status != REMOVED) {
            System.out.println(switch (status) {
                case FORBIDDEN -> "Niet van u.";
                case UNKNOWN -> "Onbekend.";
                default -> "Niet gelukt: stelselbeheer antwoordt " + status + ".";
            });
            return 1;
        }
        System.out.println("Verwijderd.");
        return stelselbeheer.awaitSpread() ? 0 : 1;
    }
}
