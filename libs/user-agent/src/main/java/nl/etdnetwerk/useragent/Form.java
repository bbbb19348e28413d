package nl.etdnetwerk.useragent;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import org.jsoup.nodes.Element;

/** A form with what is filled in. */
public final class Form {

    private record Field(String name, String value) {}

    private final UserAgent agent;
    private final Element element;
    private final List<Field> fields = new ArrayList<>();

    Form(UserAgent agent, Element element) {
        this.agent = agent;
        this.element = element;
        for (Element input : element.select("input[name]")) {
            boolean choice = input.attr("type").equals("radio") || input.attr("type").equals("checkbox");
            if (!choice || input.hasAttr("checked")) {
                fields.add(new Field(input.attr("name"), input.attr("value")));
            }
        }
    }

    /** Fills in a field, in place of what it had. */
    public Form set(String name, String value) {
        fields.removeIf(f -> f.name().equals(name));
        fields.add(new Field(name, value));
        return this;
    }

    /** Takes a field away, as when a box is unchecked. */
    public Form clear(String name) {
        fields.removeIf(f -> f.name().equals(name));
        return this;
    }

    /** Whether a field is sent: a choice only when it is made. */
    public boolean isSet(String name) {
        return fields.stream().anyMatch(f -> f.name().equals(name));
    }

    /** Values a choice offers. */
    public List<String> options(String name) {
        return element.select("input[name=" + name + "]").eachAttr("value");
    }

    /** Sends the form without pressing a particular button. */
    public Page submit() throws IOException {
        String body = fields.stream().map(f -> encode(f.name()) + "=" + encode(f.value())).collect(Collectors.joining("&"));
        String action = element.absUrl("action");
        return element.attr("method").equalsIgnoreCase("post") ? agent.post(action, body) : agent.open(action + "?" + body);
    }

    /** Presses the button with this name and value. */
    public Page press(String name, String value) throws IOException {
        return set(name, value).submit();
    }

    private static String encode(String s) {
        return URLEncoder.encode(s, StandardCharsets.UTF_8);
    }
}
