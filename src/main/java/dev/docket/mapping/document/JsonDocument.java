package dev.docket.mapping.document;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Reads JSON. A number keeps the text it is written as; null says nothing. */
final class JsonDocument {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(Budget.DEPTH)
                    .maxStringLength(Budget.TEXT_LENGTH)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final String ITEM = "item";

    private final JsonParser parser;
    private final Budget budget = new Budget();

    private JsonDocument(JsonParser parser) {
        this.parser = parser;
    }

    static Piece read(byte[] bytes) {
        Piece root = Piece.root(new Place.Pointer(false));
        try (JsonParser parser = JSON.createParser(Charsets.utf8(bytes))) {
            if (parser.nextToken() == null) {
                throw UnreadableException.at("line 1", Fault.SYNTAX, "the document is empty");
            }
            new JsonDocument(parser).value(root, ITEM);
            if (parser.nextToken() != null) {
                throw UnreadableException.at(
                        place(parser.currentTokenLocation()),
                        Fault.SYNTAX,
                        "something follows the end of the document");
            }
        } catch (JsonProcessingException wrong) {
            throw UnreadableException.at(
                    place(wrong.getLocation()), Fault.SYNTAX, "not JSON: " + wrong.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return root;
    }

    private static String place(JsonLocation at) {
        return at == null ? "" : String.format(Locale.ROOT, "line %d, column %d", at.getLineNr(), at.getColumnNr());
    }

    /** Puts the value at the parser into a piece; the elements of an array become pieces of a name. */
    private void value(Piece piece, String name) throws IOException {
        switch (parser.currentToken()) {
            case START_OBJECT -> object(piece);
            case START_ARRAY -> array(piece, name);
            case VALUE_NULL -> {}
            default -> piece.say(parser.getText());
        }
    }

    private void object(Piece piece) throws IOException {
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                array(piece, name);
            } else {
                value(add(piece, name, false), ITEM);
            }
        }
    }

    private void array(Piece piece, String name) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(add(piece, name, true), ITEM);
        }
    }

    private Piece add(Piece piece, String name, boolean inArray) {
        budget.take(() -> place(parser.currentLocation()));
        return piece.add(name, new Place.Pointer(inArray));
    }
}
