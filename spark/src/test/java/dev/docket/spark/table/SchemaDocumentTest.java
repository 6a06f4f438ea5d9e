package dev.docket.spark.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.service.replay.Selection;
import dev.docket.spark.SampleJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.PrimitiveType;
import org.apache.parquet.schema.Type;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The tables of docs/spark.md are those that are written. */
class SchemaDocumentTest {
    private static final Pattern ROW = Pattern.compile("\\| `(\\w+)` \\| ([^|]+) \\| .*");

    @TempDir
    private Path folder = Path.of(".");

    @Test
    void every_column_is_documented_with_its_type_and_every_file_has_them() throws IOException {
        SampleJournal journal = SampleJournal.in(folder);
        Path exported = folder.resolve("exported");
        new Export(journal.archive(), Selection.ALL, SampleJournal.NOW, done -> {}).write(exported);

        for (Table<?> table : List.of(Decisions.TABLE, Verdicts.TABLE, Outcomes.TABLE)) {
            Map<String, String> documented = documented(table.name());
            List<Path> files = files(exported.resolve(table.name()));
            assertThat(files).as(table.name()).hasSizeGreaterThan(2);
            for (Path file : files) {
                assertThat(written(file)).as(file.toString()).containsExactlyEntriesOf(documented);
            }
        }
    }

    private static Map<String, String> documented(String table) throws IOException {
        Map<String, String> columns = new LinkedHashMap<>();
        Files.readString(Path.of("docs/spark.md"))
                .lines()
                .dropWhile(line -> !line.equals("### `" + table + "`"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("#"))
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> columns.put(row.group(1), row.group(2)));
        return columns;
    }

    private static List<Path> files(Path table) throws IOException {
        try (Stream<Path> files = Files.walk(table)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static Map<String, String> written(Path file) throws IOException {
        try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file))) {
            MessageType schema = reader.getFileMetaData().getSchema();
            Map<String, String> columns = new LinkedHashMap<>();
            schema.getFields()
                    .forEach(field -> columns.put(
                            field.getName(),
                            type(field) + (field.isRepetition(Type.Repetition.OPTIONAL) ? ", or none" : "")));
            return columns;
        }
    }

    private static String type(Type field) {
        LogicalTypeAnnotation logical = field.getLogicalTypeAnnotation();
        if (!field.isPrimitive()) {
            return logical instanceof LogicalTypeAnnotation.ListLogicalTypeAnnotation ? "list of text" : "map of text";
        }
        PrimitiveType primitive = field.asPrimitiveType();
        return switch (logical) {
            case LogicalTypeAnnotation.StringLogicalTypeAnnotation text -> "text";
            case LogicalTypeAnnotation.TimestampLogicalTypeAnnotation time when time.isAdjustedToUTC() -> "timestamp";
            case LogicalTypeAnnotation.DecimalLogicalTypeAnnotation decimal ->
                "decimal(" + decimal.getPrecision() + "," + decimal.getScale() + ")";
            case null ->
                switch (primitive.getPrimitiveTypeName()) {
                    case INT32 -> "int32";
                    case INT64 -> "int64";
                    case BOOLEAN -> "boolean";
                    case BINARY -> "bytes";
                    default -> primitive.toString();
                };
            default -> logical.toString();
        };
    }
}
