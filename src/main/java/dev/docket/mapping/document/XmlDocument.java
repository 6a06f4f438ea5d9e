package dev.docket.mapping.document;

import java.io.StringReader;
import java.util.Locale;
import javax.xml.stream.Location;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads XML. Elements go by their local name, attributes by {@code @name}. A document type definition is refused: no entity
 * is expanded, and nothing outside of the document is asked for.
 */
final class XmlDocument {
    private static final XMLInputFactory XML = factory();

    private final XMLStreamReader reader;
    private final Budget budget = new Budget();

    private XmlDocument(XMLStreamReader reader) {
        this.reader = reader;
    }

    /** That of the JDK: another one on the class path may not know these names, and would go on without them. */
    private static XMLInputFactory factory() {
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("nothing outside of the document is read");
        });
        return factory;
    }

    static Piece read(byte[] bytes) {
        // The parser writes to the standard error of the service which bytes it cannot read.
        String text = XmlText.of(bytes);
        try {
            XMLStreamReader reader;
            synchronized (XML) {
                reader = XML.createXMLStreamReader(new StringReader(text));
            }
            return new XmlDocument(reader).document();
        } catch (XMLStreamException wrong) {
            throw UnreadableException.at(place(wrong.getLocation()), Fault.SYNTAX, "not XML: " + firstLine(wrong));
        }
    }

    /** The parser's own message goes on with where it is, which stands in the place already. */
    private static String firstLine(XMLStreamException wrong) {
        String message = String.valueOf(wrong.getMessage());
        int after = message.indexOf("Message: ");
        String said = after < 0 ? message : message.substring(after + "Message: ".length());
        return said.lines().findFirst().orElse("it cannot be read");
    }

    private static String place(Location at) {
        return at == null
                ? "line 1"
                : String.format(Locale.ROOT, "line %d, column %d", at.getLineNumber(), at.getColumnNumber());
    }

    private Piece document() throws XMLStreamException {
        Piece root = Piece.root(new Place.XPath());
        Piece at = root;
        int depth = 0;
        StringBuilder text = new StringBuilder();
        while (reader.hasNext()) {
            switch (reader.next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    budget.requireDepth(++depth, this::here);
                    text.setLength(0);
                    at = add(at, reader.getLocalName());
                    attributes(at);
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (at.pieces().stream().allMatch(piece -> piece.name().startsWith("@"))) {
                        at.say(text.toString().strip());
                    }
                    text.setLength(0);
                    at = parent(at, root);
                    depth--;
                }
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA -> {
                    budget.requireLength(text.length() + reader.getTextLength(), this::here);
                    text.append(reader.getText());
                }
                case XMLStreamConstants.DTD, XMLStreamConstants.ENTITY_REFERENCE ->
                    throw UnreadableException.at(
                            here(),
                            Fault.NOT_ALLOWED,
                            "a document type definition and entities are not allowed; send the document without");
                default -> {}
            }
        }
        return root;
    }

    private static Piece parent(Piece at, Piece root) {
        Piece parent = at.parent();
        return parent == null ? root : parent;
    }

    private void attributes(Piece element) {
        for (int i = 0; i < reader.getAttributeCount(); i++) {
            String value = reader.getAttributeValue(i);
            budget.requireLength(value.length(), this::here);
            add(element, "@" + reader.getAttributeLocalName(i)).say(value);
        }
    }

    private Piece add(Piece piece, String name) {
        budget.take(this::here);
        return piece.add(name, new Place.XPath());
    }

    private String here() {
        return place(reader.getLocation());
    }
}
