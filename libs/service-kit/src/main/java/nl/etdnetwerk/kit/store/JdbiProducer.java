package nl.etdnetwerk.kit.store;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

import org.jdbi.v3.core.Jdbi;

import io.agroal.api.AgroalDataSource;

/** Plain SQL on the database of the service (docs/decisions/0002). */
@Singleton
public class JdbiProducer {

    @Produces
    @Singleton
    Jdbi jdbi(AgroalDataSource dataSource) {
        return Jdbi.create(dataSource);
    }
}
