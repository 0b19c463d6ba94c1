package comity.node.transparency;

import comity.record.act.CanonicalJson;
import comity.record.act.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * What was published, for those who do not come to look: Atom 1.0 (RFC 4287) and JSON Feed 1.1, in
 * one language. A quarter's identifier is the same in all languages and for ever.
 *
 * @param home where the node is reached
 * @param begun when there was something to speak of for the first time, if nothing is published yet
 * @param published the latest first
 */
record Feed(String home, String state, Locale language, Instant begun, List<Statement> published) {
    static final String ATOM = "application/atom+xml";
    static final String JSON = "application/feed+json";
    private static final String NAMESPACE = "http://www.w3.org/2005/Atom";

    Feed {
        published = List.copyOf(published);
    }

    private Bulletin bulletin() {
        return new Bulletin(home, state, language);
    }

    private String text(String key) {
        return bulletin().text(key);
    }

    private String stateName() {
        return bulletin().stateName();
    }

    private String title() {
        return text("title") + " – " + stateName();
    }

    /** Of this feed in this language; a quarter has one for all languages. */
    private String id() {
        return "urn:comity:transparency:" + state + ":" + language.getLanguage();
    }

    private String id(Statement quarter) {
        return "urn:comity:transparency:" + state + ":" + quarter.period();
    }

    private String inLanguage(String path) {
        return bulletin().inLanguage(path);
    }

    private Instant updated() {
        return published.stream()
                .map(Statement::publishedAt)
                .max(Comparator.naturalOrder())
                .orElse(begun);
    }

    /** Atom 1.0. */
    byte[] atom() {
        var out = new ByteArrayOutputStream();
        try {
            var xml =
                    XMLOutputFactory.newFactory()
                            .createXMLStreamWriter(out, StandardCharsets.UTF_8.name());
            xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
            xml.writeStartElement("feed");
            xml.writeDefaultNamespace(NAMESPACE);
            xml.writeAttribute("xml:lang", language.getLanguage());
            element(xml, "id", id());
            element(xml, "title", title());
            element(xml, "subtitle", text("lead"));
            element(xml, "updated", updated().toString());
            link(xml, "self", ATOM, inLanguage("/transparency/feed.atom?"));
            link(xml, "alternate", "text/html", inLanguage("/transparency?"));
            xml.writeStartElement("author");
            element(xml, "name", stateName());
            xml.writeEndElement();
            for (var quarter : published) entry(xml, quarter);
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("memory can always be written to", e);
        }
        return out.toByteArray();
    }

    private void entry(XMLStreamWriter xml, Statement quarter) throws XMLStreamException {
        xml.writeStartElement("entry");
        element(xml, "id", id(quarter));
        element(xml, "title", bulletin().title(quarter));
        element(xml, "published", quarter.publishedAt().toString());
        element(xml, "updated", quarter.publishedAt().toString());
        link(xml, "alternate", "text/html", bulletin().at(quarter));
        element(xml, "summary", bulletin().summary(quarter));
        xml.writeEndElement();
    }

    private static void element(XMLStreamWriter xml, String name, String text)
            throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(text);
        xml.writeEndElement();
    }

    private static void link(XMLStreamWriter xml, String rel, String type, String href)
            throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", rel);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", href);
    }

    /** JSON Feed 1.1. */
    byte[] json() {
        var author = Json.object().with("name", stateName());
        return CanonicalJson.bytes(
                Json.object()
                        .with("version", "https://jsonfeed.org/version/1.1")
                        .with("title", title())
                        .with("description", text("lead"))
                        .with("home_page_url", inLanguage("/transparency?"))
                        .with("feed_url", inLanguage("/transparency/feed.json?"))
                        .with("language", language.getLanguage())
                        .with("authors", new Json.Arr(List.of(author)))
                        .with(
                                "items",
                                new Json.Arr(published.stream().<Json>map(this::item).toList())));
    }

    private Json.Obj item(Statement quarter) {
        return Json.object()
                .with("id", id(quarter))
                .with("url", bulletin().at(quarter))
                .with("title", bulletin().title(quarter))
                .with("content_text", bulletin().summary(quarter))
                .with("date_published", quarter.publishedAt().toString())
                .with("language", language.getLanguage());
    }
}
