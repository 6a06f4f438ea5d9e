package dev.docket.training.mapping.source;

import com.fasterxml.jackson.databind.MappingIterator;
import dev.docket.json.Echo;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.NoSuchElementException;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a .csv or .csv.gz file, one at a time. An empty cell is an absent value, and
 * a row says itself which of its cells cannot be used.
 */
public final class CsvRows implements Iterator<Row>, AutoCloseable {
    private final Path file;
    private final Columns columns;
    private final MappingIterator<String[]> cells;
    private final String[] header;
    private final int[] places;
    private long number = 1;
    private String @Nullable [] upcoming;

    public CsvRows(Path file, Columns columns) {
        this.file = file;
        this.columns = columns;
        try {
            this.cells = Separated.open(file, columns.names());
        } catch (NoSuchFileException missing) {
            throw new MappingException("Data file %s does not exist.".formatted(file), missing);
        } catch (IOException unreadable) {
            throw new MappingException("Data file %s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
        if (!cells.hasNext()) {
            throw new MappingException("Data file %s is empty: a header row is wanted.".formatted(file));
        }
        this.header = Arrays.stream(cells.next()).map(String::strip).toArray(String[]::new);
        this.places = columns.names().stream().mapToInt(this::place).toArray();
    }

    private int place(String column) {
        int place = Arrays.asList(header).indexOf(column);
        if (place < 0) {
            throw new MappingException("%s: row 1: there is no column '%s'. The file has: %s"
                    .formatted(file.getFileName(), column, String.join(", ", header)));
        }
        return place;
    }

    @Override
    public boolean hasNext() {
        try {
            while (upcoming == null && cells.hasNext()) {
                String[] row = cells.next();
                number++;
                // Blank lines, such as at the end, are no rows.
                upcoming = row.length == 1 && header.length > 1 && row[0].isBlank() ? null : row;
            }
            return upcoming != null;
        } catch (RuntimeException broken) {
            throw new MappingException(
                    String.format(
                            Locale.ROOT,
                            "%s: row %d cannot be read: %s",
                            file.getFileName(),
                            number + 1,
                            broken.getMessage()),
                    broken);
        }
    }

    @Override
    public Row next() {
        if (!hasNext() || upcoming == null) {
            throw new NoSuchElementException();
        }
        String[] row = upcoming;
        upcoming = null;
        List<Mistake> mistakes = new ArrayList<>();
        if (row.length != header.length) {
            mistakes.add(new Mistake(
                    number,
                    List.of(),
                    String.format(Locale.ROOT, "%d cells, where the header has %d", row.length, header.length)));
        }
        @Nullable Object[] values = new @Nullable Object[places.length];
        for (int i = 0; i < places.length; i++) {
            if (places[i] < row.length) {
                values[i] = parse(i, row[places[i]], mistakes);
            }
        }
        return new Row(number, values, mistakes);
    }

    private @Nullable Object parse(int column, String cell, List<Mistake> mistakes) {
        try {
            return columns.parse(column, cell);
        } catch (NumberFormatException | DateTimeParseException unfit) {
            String type = columns.types().get(column).name().toLowerCase(Locale.ROOT);
            mistakes.add(new Mistake(
                    number, List.of(columns.names().get(column)), "'%s' is not a %s".formatted(Echo.of(cell), type)));
            return null;
        }
    }

    @Override
    public void close() {
        try {
            cells.close();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
