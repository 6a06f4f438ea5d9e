package dev.docket.mapping.document;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A piece of a document: an object or a value, an element or an attribute, a segment or a cell. The elements of a JSON
 * array are pieces of the array's name, as repeated elements of XML are. Belongs to one mapping of one document.
 */
public final class Piece {
    private final @Nullable Piece parent;
    private final String name;
    private final Place place;
    private final List<Piece> pieces = new ArrayList<>(0);
    private final Map<String, List<Piece>> byName = new HashMap<>(2);
    private @Nullable String text;
    private int ordinal = 1;
    private boolean isUsed;

    private Piece(@Nullable Piece parent, String name, Place place) {
        this.parent = parent;
        this.name = name;
        this.place = place;
    }

    /** A document that is still empty. */
    static Piece root(Place place) {
        return new Piece(null, "", place);
    }

    /** Adds a piece at the end. */
    Piece add(String pieceName, Place piecePlace) {
        Piece piece = new Piece(this, pieceName, piecePlace);
        pieces.add(piece);
        List<Piece> same = byName.computeIfAbsent(pieceName, none -> new ArrayList<>(2));
        same.add(piece);
        piece.ordinal = same.size();
        return piece;
    }

    /** Adds a copy of it, with all that it holds, to another piece. */
    void copyTo(Piece into) {
        Piece copied = into.add(name, place);
        copied.text = text;
        pieces.forEach(piece -> piece.copyTo(copied));
    }

    void say(String said) {
        text = said;
    }

    public String name() {
        return name;
    }

    /** What it says itself; absent when it only holds others, or says nothing. */
    public @Nullable String text() {
        return text;
    }

    public List<Piece> pieces() {
        return List.copyOf(pieces);
    }

    /** The pieces of a name in it, in the order of the document. */
    public List<Piece> named(String wanted) {
        return byName.getOrDefault(wanted, List.of());
    }

    @Nullable
    Piece parent() {
        return parent;
    }

    /** Its place among its siblings of the same name, from 1. */
    int ordinal() {
        return ordinal;
    }

    boolean isAlone() {
        return parent == null || parent.named(name).size() == 1;
    }

    Place where() {
        return place;
    }

    /** Where it stands, in the words of its format: a JSON pointer, an XPath, a segment and element, a row and column. */
    public String place() {
        return place.of(this);
    }

    /** Where a piece of this name would stand in it. */
    String placeOf(String wanted) {
        return place.within(this, wanted);
    }

    void use() {
        isUsed = true;
    }

    /** The places of all values that no path of the mapping has reached, in the order of the document. */
    public List<String> unused() {
        List<String> unused = new ArrayList<>();
        collectUnused(unused);
        return unused;
    }

    private void collectUnused(List<String> unused) {
        if (isUsed) {
            return;
        }
        if (text != null && pieces.isEmpty()) {
            unused.add(place());
        }
        pieces.forEach(piece -> piece.collectUnused(unused));
    }
}
