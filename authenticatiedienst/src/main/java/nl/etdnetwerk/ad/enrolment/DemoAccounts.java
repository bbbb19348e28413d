package nl.etdnetwerk.ad.enrolment;

import java.io.IOException;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.databind.ObjectMapper;

import nl.etdnetwerk.kit.config.EtdConfig;

/** Test persons that are enrolled at first start and, in demo mode, offered on the login page. */
@ApplicationScoped
public class DemoAccounts {

    private final List<DemoAccount> accounts;

    /** A test person with its means. No BSN: enrolment finds that out, and forgets it. */
    public record DemoAccount(String username, String password, String totpSecret, String displayName, String documentType,
            String documentNumber, LocalDate dateOfBirth) {}

    /** Reads the accounts file, if there is one. */
    public DemoAccounts(EtdConfig config, ObjectMapper json) throws IOException {
        accounts = config.accountsFile().isPresent() && Files.isRegularFile(config.accountsFile().get())
                ? List.of(json.readValue(config.accountsFile().get().toFile(), DemoAccount[].class))
                : List.of();
    }

    /** All of them. */
    public List<DemoAccount> all() {
        return accounts;
    }
}
