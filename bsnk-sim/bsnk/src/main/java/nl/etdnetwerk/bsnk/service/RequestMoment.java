package nl.etdnetwerk.bsnk.service;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

import jakarta.enterprise.context.ApplicationScoped;

import org.eclipse.microprofile.config.inject.ConfigProperty;

import nl.etdnetwerk.bsnksoap.BsnkElement;
import nl.etdnetwerk.bsnksoap.BsnkFault;

/** Holds the DateTime of a request against the clock: one of long ago was sent before (bsnk.md 4.1 has the field, not its use). */
@ApplicationScoped
public class RequestMoment {

    private final Duration tolerance;

    /** With how far a request may be off; zero looks at nothing. */
    public RequestMoment(@ConfigProperty(name = "bsnk.date-time-tolerance", defaultValue = "PT5M") Duration tolerance) {
        this.tolerance = tolerance;
    }

    /**
     * Looks at the DateTime; one without a zone is UTC.
     *
     * @throws BsnkFault SyntaxError
     */
    void check(BsnkElement request, Instant now) throws BsnkFault {
        if (tolerance.isZero() || tolerance.isNegative()) {
            return;
        }
        Duration off = Duration.between(moment(request.attribute("DateTime").orElse("")), now).abs();
        if (off.compareTo(tolerance) > 0) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "DateTime is more than " + tolerance.toSeconds() + " seconds from now");
        }
    }

    private static Instant moment(String text) throws BsnkFault {
        try {
            TemporalAccessor read = DateTimeFormatter.ISO_DATE_TIME.parseBest(text.trim(), OffsetDateTime::from, LocalDateTime::from);
            return read instanceof OffsetDateTime o ? o.toInstant() : LocalDateTime.from(read).toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new BsnkFault(BsnkFault.Reason.SyntaxError, "DateTime missing or malformed");
        }
    }
}
