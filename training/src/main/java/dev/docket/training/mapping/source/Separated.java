package dev.docket.training.mapping.source;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** Opens a file of cells: finds out what separates them. The parser passes over a byte order mark. */
final class Separated {
    private static final int LONGEST_HEADER = 1 << 16;
    private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

    private Separated() {}

    /** The rows, header first. It is separated by what makes most of the wanted columns appear in it, else by commas. */
    static MappingIterator<String[]> open(Path file, List<String> wanted) throws IOException {
        InputStream bytes = Files.newInputStream(file);
        InputStream plain = new BufferedInputStream(
                file.toString().endsWith(".gz") ? new GZIPInputStream(bytes, 1 << 16) : bytes, LONGEST_HEADER);
        plain.mark(LONGEST_HEADER);
        byte[] start = plain.readNBytes(LONGEST_HEADER);
        plain.reset();
        if (start.length > 1 && ((start[0] & 0xFF) == 0xFE || (start[0] & 0xFF) == 0xFF)) {
            plain.close();
            throw new MappingException("Data file %s is UTF-16: save it as UTF-8.".formatted(file));
        }
        return rows(plain, separator(new String(start, StandardCharsets.UTF_8), wanted));
    }

    private static char separator(String start, List<String> wanted) {
        String header = start.lines().findFirst().orElse("");
        // The first of equals wins, and that is the comma.
        return SEPARATORS.stream()
                .min(Comparator.comparingLong(separator -> missing(header, separator, wanted)))
                .orElseThrow();
    }

    private static long missing(String header, char separator, List<String> wanted) {
        List<String> names = Arrays.stream(header.split(String.valueOf("[" + separator + "]"), -1))
                .map(name -> name.replace("\"", "").replace("\uFEFF", "").strip())
                .toList();
        return wanted.stream().filter(name -> !names.contains(name)).count();
    }

    private static MappingIterator<String[]> rows(InputStream bytes, char separator) throws IOException {
        return new CsvMapper()
                .enable(CsvParser.Feature.WRAP_AS_ARRAY)
                .readerFor(String[].class)
                .with(CsvSchema.emptySchema().withColumnSeparator(separator))
                .readValues(bytes);
    }
}
