package dev.docket.spark.table;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.conf.ParquetConfiguration;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.api.WriteSupport;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;
import org.apache.parquet.io.OutputFile;
import org.apache.parquet.io.api.RecordConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Writes the rows of a table into one file for each day, such as {@code decisions/day=2026-11-30/part-0.parquet}. Holds one
 * group of rows in memory. Not thread-safe.
 */
final class TableWriter<T> implements AutoCloseable {
    /** So much of a table is in memory, before it is compressed. */
    private static final long ROW_GROUP_BYTES = 32L << 20;

    private final Table<T> table;
    private final Path folder;
    private @Nullable LocalDate day;
    private @Nullable ParquetWriter<T> file;
    private Path part;
    private long rows;

    TableWriter(Table<T> table, Path folder) {
        this.table = table;
        this.folder = folder;
        this.part = folder;
    }

    void write(T row) throws IOException {
        file(table.at().apply(row).atOffset(ZoneOffset.UTC).toLocalDate()).write(row);
        rows++;
    }

    /** How many were written. */
    long rows() {
        return rows;
    }

    private ParquetWriter<T> file(LocalDate today) throws IOException {
        ParquetWriter<T> open = file;
        if (open != null && today.equals(day)) {
            return open;
        }
        close();
        Path partition = Files.createDirectories(folder.resolve(table.name()).resolve("day=" + today));
        part = partition.resolve("part-0.parquet");
        open = new Builder<>(table, new LocalOutputFile(part)).build();
        day = today;
        file = open;
        return open;
    }

    @Override
    public void close() throws IOException {
        if (file != null) {
            file.close();
            file = null;
            try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
                written.force(true);
            }
        }
    }

    private static final class Builder<T> extends ParquetWriter.Builder<T, Builder<T>> {
        private final Table<T> table;

        Builder(Table<T> table, OutputFile file) {
            super(file);
            this.table = table;
            withConf(new PlainParquetConfiguration());
            withCompressionCodec(CompressionCodecName.ZSTD);
            withRowGroupSize(ROW_GROUP_BYTES);
            // A row can be as large as a group.
            withMinRowCountForPageSizeCheck(1);
            withMaxRowCountForPageSizeCheck(100);
            // No two documents are alike.
            table.columns().stream()
                    .filter(column -> column.kind() == Kind.BYTES)
                    .forEach(column -> withDictionaryEncoding(column.name(), false));
        }

        @Override
        protected Builder<T> self() {
            return this;
        }

        @Override
        @Deprecated // abstract all the same
        protected WriteSupport<T> getWriteSupport(Configuration unused) {
            return new Rows<>(table);
        }

        @Override
        protected WriteSupport<T> getWriteSupport(ParquetConfiguration unused) {
            return new Rows<>(table);
        }
    }

    private static final class Rows<T> extends WriteSupport<T> {
        private final Table<T> table;
        private final List<Column<T>> columns;
        private @Nullable RecordConsumer consumer;

        Rows(Table<T> table) {
            this.table = table;
            this.columns = table.columns();
        }

        @Override
        @Deprecated // abstract all the same
        public WriteContext init(Configuration unused) {
            return new WriteContext(table.schema(), Map.of());
        }

        @Override
        public WriteContext init(ParquetConfiguration unused) {
            return new WriteContext(table.schema(), Map.of());
        }

        @Override
        public void prepareForWrite(RecordConsumer consumer) {
            this.consumer = consumer;
        }

        @Override
        public void write(T row) {
            RecordConsumer to = consumer;
            if (to == null) {
                throw new IllegalStateException("nothing is prepared");
            }
            to.startMessage();
            for (int i = 0; i < columns.size(); i++) {
                Column<T> column = columns.get(i);
                Object value = column.value().apply(row);
                if (value != null) {
                    to.startField(column.name(), i);
                    column.kind().write(to, value);
                    to.endField(column.name(), i);
                }
            }
            to.endMessage();
        }
    }
}
