package dev.docket.mapping.document;

import dev.docket.json.Unicode;
import dev.docket.mapping.expression.Scope;
import dev.docket.mapping.expression.Source;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** One line of a document, or the document as a whole. Notes where it reads, so that a problem can name the place. */
public final class DocumentScope implements Scope {
    private static final int MOST_PLACES = 5;

    private final Whole whole;
    private final Piece line;
    private final int position;

    /** What all scopes of one document share. A path from the top leads to the same place from each line. */
    private static final class Whole {
        private final Piece root;
        private final Map<SourcePath, List<Piece>> fromTop = new HashMap<>();
        private final List<Read> reads = new ArrayList<>();
        private List<DocumentScope> lines = List.of();

        Whole(Piece root) {
            this.root = root;
        }
    }

    /** A place, and whether something stands there. */
    private record Read(String place, boolean isPresent) {}

    private DocumentScope(Whole whole, Piece line, int position) {
        this.whole = whole;
        this.line = line;
        this.position = position;
    }

    /** The document, with the pieces that are its lines. */
    public static DocumentScope of(Piece root, List<Piece> lines) {
        Whole whole = new Whole(root);
        whole.lines = IntStream.range(0, lines.size())
                .mapToObj(i -> new DocumentScope(whole, lines.get(i), i + 1))
                .toList();
        return new DocumentScope(whole, root, 1);
    }

    /** The same document with some of its lines. */
    public void keep(List<DocumentScope> kept) {
        whole.lines = IntStream.range(0, kept.size())
                .mapToObj(i -> new DocumentScope(whole, kept.get(i).line, i + 1))
                .toList();
    }

    @Override
    public @Nullable Object read(Source source) {
        return switch (source) {
            case SourcePath path -> read(path);
            default -> throw new IllegalArgumentException("%s is not a path into a document".formatted(source));
        };
    }

    @Override
    public List<Object> readAll(Source source) {
        if (!(source instanceof SourcePath path)) {
            throw new IllegalArgumentException("%s is not a path into a document".formatted(source));
        }
        read(path);
        List<Object> texts = new ArrayList<>();
        for (Piece piece : path.all(path.isAbsolute() ? whole.root : line)) {
            String text = piece.text();
            piece.use();
            if (text != null && !text.isBlank()) {
                texts.add(text);
            }
        }
        return texts;
    }

    private @Nullable Object read(SourcePath path) {
        Piece from = path.isAbsolute() ? whole.root : line;
        List<Piece> found = path.isAbsolute()
                ? whole.fromTop.computeIfAbsent(path, absent -> path.all(whole.root))
                : path.all(from);
        Piece first = found.isEmpty() ? null : found.getFirst();
        String text = first == null ? null : first.text();
        // What is left empty is not said: <CURCY/>, "" and two separators in a row mean absent.
        boolean isPresent = text != null && !text.isBlank();
        if (whole.reads.size() < MOST_PLACES) {
            whole.reads.add(new Read(first == null ? path.placeFrom(from) : first.place(), isPresent));
        }
        if (first != null) {
            first.use();
        }
        if (text == null || !isPresent) {
            return null;
        }
        if (!Unicode.isWellFormed(text)) {
            throw new IllegalArgumentException("the text has half of a surrogate pair, which is no character");
        }
        return text;
    }

    /** The places read since this was last asked: those where something stands, or else those where something could. */
    public List<String> takePlaces() {
        boolean isAnythingPresent = whole.reads.stream().anyMatch(Read::isPresent);
        List<String> places = whole.reads.stream()
                .filter(read -> read.isPresent() || !isAnythingPresent)
                .map(Read::place)
                .distinct()
                .toList();
        whole.reads.clear();
        return places;
    }

    @Override
    public int placesRead() {
        return whole.reads.size();
    }

    @Override
    public void forgetAfter(int placesRead) {
        whole.reads
                .subList(Math.min(placesRead, whole.reads.size()), whole.reads.size())
                .clear();
    }

    /** The piece that the line is. */
    public Piece piece() {
        return line;
    }

    /** Where the line stands. */
    public String place() {
        return line.place();
    }

    @Override
    public List<DocumentScope> lines() {
        return whole.lines;
    }

    @Override
    public int position() {
        return position;
    }
}
