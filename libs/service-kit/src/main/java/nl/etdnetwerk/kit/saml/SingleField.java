package nl.etdnetwerk.kit.saml;

import java.util.List;

import nl.etdnetwerk.kit.page.PageException;

/** A field of a form that may be there once: of two, nobody knows which was meant (saml.md 7.4 N57). */
public final class SingleField {

    private SingleField() {}

    /**
     * Its value, null when it is not there.
     *
     * @throws PageException FIELD_REPEATED
     */
    public static String of(List<String> values) {
        if (values != null && values.size() > 1) {
            throw new PageException("FIELD_REPEATED", 400);
        }
        return values == null || values.isEmpty() ? null : values.get(0);
    }
}
