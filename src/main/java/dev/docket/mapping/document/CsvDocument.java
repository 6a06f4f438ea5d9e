package dev.docket.mapping.document;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;

/** Reads the rows of CSV: the first names the columns, and each other one is a piece {@code row} with its cells. */
final class CsvDocument {
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');
    private static final CsvMapper CSV = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .build();

    private CsvDocument() {}

    static Piece read(byte[] bytes) {
        String text = Charsets.utf8(bytes);
        Piece root = Piece.root(new Place.Cell(0, null));
        Budget budget = new Budget();
        try (MappingIterator<String[]> rows = CSV.readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator(text)))
                .readValues(text)) {
            if (!rows.hasNextValue()) {
                throw UnreadableException.at("row 1", Fault.SYNTAX, "there is no row with the names of the columns");
            }
            String[] header = rows.nextValue();
            for (int number = 2; rows.hasNextValue(); number++) {
                row(root, header, rows.nextValue(), number, budget);
            }
        } catch (JsonProcessingException wrong) {
            throw UnreadableException.at(
                    String.format(Locale.ROOT, "line %d", wrong.getLocation().getLineNr()),
                    Fault.SYNTAX,
                    "not CSV: " + wrong.getOriginalMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return root;
    }

    private static void row(Piece root, String[] header, String[] cells, int number, Budget budget) {
        String place = "row " + number;
        if (cells.length == 1 && cells[0].isBlank()) {
            return;
        }
        if (cells.length != header.length) {
            throw UnreadableException.at(
                    place,
                    Fault.SYNTAX,
                    String.format(Locale.ROOT, "%d cells, where the header has %d", cells.length, header.length));
        }
        budget.take(() -> place);
        Piece row = root.add("row", new Place.Cell(number, null));
        for (int i = 0; i < cells.length; i++) {
            budget.take(() -> place);
            budget.requireLength(cells[i].length(), () -> place);
            String column = header[i].strip();
            row.add(column, new Place.Cell(number, column)).say(cells[i].strip());
        }
    }

    /** What stands in the header most often; the comma among equals. */
    private static char separator(String text) {
        String header = text.lines().findFirst().orElse("");
        return SEPARATORS.stream()
                .max((one, other) -> {
                    int byCount = Long.compare(count(header, one), count(header, other));
                    return byCount != 0 ? byCount : SEPARATORS.indexOf(other) - SEPARATORS.indexOf(one);
                })
                .orElse(',');
    }

    private static long count(String header, char separator) {
        return header.chars().filter(each -> each == separator).count();
    }
}
