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
                    // The budget is stricter, and knows the place.
                    .maxNestingDepth(2 * Budget.DEPTH)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNumberLength(100)
                    .maxNameLength(1_000)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();
    private static final String ITEM = "item";

    private final JsonParser parser;
    private final Budget budget;
    private int depth;

    private JsonDocument(JsonParser parser, Budget budget) {
        this.parser = parser;
        this.budget = budget;
    }

    static Piece read(byte[] bytes) {
        return read(bytes, new Budget());
    }

    /** What Docket has written itself needs no bound: the request had one. */
    static Piece own(byte[] bytes) {
        return read(bytes, Budget.unlimited());
    }

    private static Piece read(byte[] bytes, Budget budget) {
        Piece root = Piece.root(new Place.Pointer(false));
        try (JsonParser parser = JSON.createParser(Charsets.utf8(bytes))) {
            if (parser.nextToken() == null) {
                throw UnreadableException.at("line 1", Fault.SYNTAX, "the document is empty");
            }
            new JsonDocument(parser, budget).value(root, ITEM);
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
            default -> {
                budget.requireLength(parser.getTextLength(), this::here);
                piece.say(parser.getText());
            }
        }
    }

    private void object(Piece piece) throws IOException {
        budget.requireDepth(++depth, this::here);
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                array(piece, name);
            } else {
                value(add(piece, name, false), ITEM);
            }
        }
        depth--;
    }

    private void array(Piece piece, String name) throws IOException {
        budget.requireDepth(++depth, this::here);
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            value(add(piece, name, true), ITEM);
        }
        depth--;
    }

    private String here() {
        return place(parser.currentLocation());
    }

    private Piece add(Piece piece, String name, boolean inArray) {
        budget.take(this::here);
        return piece.add(name, new Place.Pointer(inArray));
    }
}
