package nl.etdnetwerk.launcher.party;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import picocli.CommandLine.Command;
import picocli.CommandLine.ParentCommand;

/** Lists the parties. */
@Command(name = "list", description = "List all parties.", mixinStandardHelpOptions = true)
final class ListCommand implements Callable<Integer> {

    private static final int OK = 200;
    @ParentCommand
    private PartyCommand party;

    @Override
    public Integer call() throws IOException {
        HttpResponse<String> answer = party.stelselbeheer().call("GET", "/api/parties", null, Set.of(OK));
        for (JsonNode p : new ObjectMapper().readTree(answer.body())) {
            System.out.printf("%-55s %-3s %-22s %s%n", p.get("entityId").asText(), p.get("role").asText(), p.get("name").asText(),
                    p.get("bsnAuthorised").asBoolean() ? "BSN" : "");
        }
        return 0;
    }
}
