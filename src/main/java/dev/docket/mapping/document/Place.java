package dev.docket.mapping.document;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How a format names a place, so that whoever sent the document finds it with their own tools. */
sealed interface Place {
    String of(Piece piece);

    /** Where a piece would stand that is not there. */
    String within(Piece piece, String name);

    private static String above(Piece piece) {
        Piece parent = piece.parent();
        return parent == null ? "" : parent.place();
    }

    /**
     * A JSON pointer (RFC 6901).
     *
     * @param inArray whether the piece is an element of an array
     */
    record Pointer(boolean inArray) implements Place {
        @Override
        public String of(Piece piece) {
            if (piece.parent() == null) {
                return "";
            }
            String element = inArray ? "/" + (piece.ordinal() - 1) : "";
            return above(piece) + escaped(piece.name()) + element;
        }

        @Override
        public String within(Piece piece, String name) {
            return piece.place() + escaped(name);
        }

        private static String escaped(String name) {
            return name.isEmpty() ? "" : "/" + name.replace("~", "~0").replace("/", "~1");
        }
    }

    /** An XPath; the number is left out where the element is the only one of its name. */
    record XPath() implements Place {
        @Override
        public String of(Piece piece) {
            if (piece.parent() == null) {
                return "";
            }
            String number = piece.isAlone() ? "" : "[" + piece.ordinal() + "]";
            return above(piece) + "/" + piece.name() + number;
        }

        @Override
        public String within(Piece piece, String name) {
            return piece.place() + "/" + name;
        }
    }

    /**
     * A segment of an interchange by its number, from 1 for the first of the interchange.
     *
     * @param number the segment; 0 for the document as a whole
     */
    record Segment(int number) implements Place {
        @Override
        public String of(Piece piece) {
            return number == 0
                    ? "the transaction"
                    : String.format(Locale.ROOT, "segment %d (%s)", number, piece.name());
        }

        @Override
        public String within(Piece piece, String name) {
            if (number == 0) {
                return "segment " + name;
            }
            boolean isElement = Character.isDigit(name.charAt(0));
            return of(piece) + (isElement ? " element " : " segment ") + name;
        }
    }

    /** An element or component of a segment, by its place from 1. */
    record Component(boolean inComposite) implements Place {
        @Override
        public String of(Piece piece) {
            String repeat = piece.isAlone() ? "" : " repetition " + piece.ordinal();
            return above(piece) + (inComposite ? " component " : " element ") + piece.name() + repeat;
        }

        @Override
        public String within(Piece piece, String name) {
            return of(piece) + " component " + name;
        }
    }

    /**
     * A row of CSV, or a cell.
     *
     * @param row the row from 1, the header being row 1; 0 for the document as a whole
     * @param column the column of a cell
     */
    record Cell(int row, @Nullable String column) implements Place {
        @Override
        public String of(Piece piece) {
            String where = row == 0 ? "the document" : "row " + row;
            return column == null ? where : where + ", column '" + column + "'";
        }

        @Override
        public String within(Piece piece, String name) {
            return (row == 0 ? "every row" : "row " + row) + ", column '" + name + "'";
        }
    }
}
