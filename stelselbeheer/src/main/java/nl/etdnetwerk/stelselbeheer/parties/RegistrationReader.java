package nl.etdnetwerk.stelselbeheer.parties;

import java.io.IOException;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;

import nl.etdnetwerk.saml.Finding;

/** Reads what a party hands in, strictly: a field that is not known would be one that is not acted upon. */
@ApplicationScoped
public class RegistrationReader {

    private static final String CLAUSE = "docs/parties.md";
    private final ObjectReader reader;

    /** What cannot be read, with where. */
    public static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;
        private final transient Finding finding;

        UnreadableException(Finding finding) {
            super(finding.code());
            this.finding = finding;
        }

        /** PARTY_JSON. */
        public Finding finding() {
            return finding;
        }
    }

    /** With the mapper of the service, and nothing let pass. */
    public RegistrationReader(ObjectMapper json) {
        this.reader = json.readerFor(Registration.class)
                .with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .without(DeserializationFeature.ACCEPT_FLOAT_AS_INT).with(StreamReadFeature.STRICT_DUPLICATE_DETECTION.mappedFeature());
    }

    /**
     * A registration.
     *
     * @param body JSON in UTF-8
     */
    public Registration read(byte[] body) throws UnreadableException {
        try {
            Registration registration = reader.readValue(body);
            if (registration == null) {
                throw new UnreadableException(finding("document", "null or nothing"));
            }
            return registration;
        } catch (JsonMappingException e) {
            throw new UnreadableException(finding(place(e.getPath()), e.getOriginalMessage()));
        } catch (JsonProcessingException e) {
            throw new UnreadableException(finding("line " + e.getLocation().getLineNr() + ", column " + e.getLocation().getColumnNr(),
                    e.getOriginalMessage()));
        } catch (IOException e) {
            throw new UnreadableException(finding("document", e.getClass().getSimpleName()));
        }
    }

    private static Finding finding(String place, String found) {
        return new Finding("PARTY_JSON", CLAUSE, place, "JSON with the fields of a registration, each once and of its type", found);
    }

    /** For example {@code diensten[0].index}. */
    private static String place(List<JsonMappingException.Reference> path) {
        StringBuilder place = new StringBuilder();
        for (JsonMappingException.Reference step : path) {
            if (step.getFieldName() == null) {
                place.append('[').append(step.getIndex()).append(']');
            } else {
                place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
            }
        }
        return place.isEmpty() ? "document" : place.toString();
    }
}
