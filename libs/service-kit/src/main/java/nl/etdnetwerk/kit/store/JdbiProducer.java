package nl.etdnetwerk.kit.store;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;

import io.agroal.api.AgroalDataSource;

/** Plain SQL on the database of the service (docs/decisions/0002). */
@Singleton
public class JdbiProducer {

    @Produces
    @Singleton
    Jdbi jdbi(AgroalDataSource dataSource) {
        return quiet(Jdbi.create(dataSource));
    }

    /** What is bound to a statement, a BSN for one, must not be in the message of its failure: messages end in logs. */
    static Jdbi quiet(Jdbi jdbi) {
        jdbi.getConfig(StatementExceptions.class).setMessageRendering(StatementExceptions.MessageRendering.NONE);
        return jdbi;
    }
}
