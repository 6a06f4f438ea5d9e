package dev.docket.training.mapping.source;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** The rows of a .csv or .csv.gz file, one at a time. An empty cell is an absent value. */
public final class CsvRows implements Iterator<Row>, AutoCloseable {
    private final Path file;
    private final Columns columns;
    private final MappingIterator<String[]> cells;
    private final String[] header;
    private final int[] places;
    private long number = 1;

    public CsvRows(Path file, Columns columns) {
        this.file = file;
        this.columns = columns;
        try {
            this.cells = new CsvMapper()
                    .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                    .readerFor(String[].class)
                    .readValues(open(file));
        } catch (NoSuchFileException missing) {
            throw new MappingException("Data file %s does not exist.".formatted(file), missing);
        } catch (IOException unreadable) {
            throw new MappingException("Data file %s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
        if (!cells.hasNext()) {
            throw new MappingException("Data file %s is empty: a header row is wanted.".formatted(file));
        }
        this.header = cells.next();
        this.places = columns.names().stream().mapToInt(this::place).toArray();
    }

    private static InputStream open(Path file) throws IOException {
        InputStream bytes = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes;
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
            return cells.hasNext();
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
        if (!hasNext()) {
            throw new NoSuchElementException();
        }
        String[] row = cells.next();
        number++;
        if (row.length != header.length) {
            throw new MappingException(String.format(
                    Locale.ROOT,
                    "%s: row %d has %d cells, the header has %d",
                    file.getFileName(),
                    number,
                    row.length,
                    header.length));
        }
        @Nullable Object[] values = new @Nullable Object[places.length];
        for (int i = 0; i < places.length; i++) {
            values[i] = parse(i, row[places[i]]);
        }
        return new Row(number, values);
    }

    private @Nullable Object parse(int column, String cell) {
        if (cell.isEmpty()) {
            return null;
        }
        try {
            return columns.types().get(column).parse(cell);
        } catch (NumberFormatException | DateTimeParseException unfit) {
            throw new MappingException(
                    String.format(
                            Locale.ROOT,
                            "%s: row %d, column '%s': '%s' is not a %s",
                            file.getFileName(),
                            number,
                            columns.names().get(column),
                            cell,
                            columns.types().get(column).name().toLowerCase(java.util.Locale.ROOT)),
                    unfit);
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
