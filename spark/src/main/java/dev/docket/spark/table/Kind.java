package dev.docket.spark.table;

import static org.apache.parquet.schema.LogicalTypeAnnotation.decimalType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.stringType;
import static org.apache.parquet.schema.LogicalTypeAnnotation.timestampType;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BINARY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.BOOLEAN;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.FIXED_LEN_BYTE_ARRAY;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT32;
import static org.apache.parquet.schema.PrimitiveType.PrimitiveTypeName.INT64;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import org.apache.parquet.io.api.Binary;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimeUnit;
import org.apache.parquet.schema.Type;
import org.apache.parquet.schema.Type.Repetition;
import org.apache.parquet.schema.Types;

/** What a column holds, and how Parquet has it. */
enum Kind {
    TEXT("text"),
    TEXTS("list of text"),
    TEXT_BY_NAME("map of text"),
    INTEGER("int32"),
    LONG("int64"),
    TRUTH("boolean"),
    /** In whole milliseconds, UTC. */
    MOMENT("timestamp"),
    /** An amount, with up to {@link #SCALE} decimals. */
    AMOUNT("decimal(38,18)"),
    BYTES("bytes");

    static final int SCALE = 18;

    private static final int PRECISION = 38;
    private static final int AMOUNT_BYTES = 16;

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    /** As the documentation has it. */
    String label() {
        return label;
    }

    /** Whether an amount can be written exactly. */
    static boolean fits(BigDecimal amount) {
        BigDecimal least = amount.stripTrailingZeros();
        return least.scale() <= SCALE && least.precision() - least.scale() <= PRECISION - SCALE;
    }

    Type type(String name, Repetition repetition) {
        return switch (this) {
            case TEXT -> Types.primitive(BINARY, repetition).as(stringType()).named(name);
            case TEXTS ->
                Types.list(repetition).requiredElement(BINARY).as(stringType()).named(name);
            case TEXT_BY_NAME ->
                Types.map(repetition)
                        .key(BINARY)
                        .as(stringType())
                        .requiredValue(BINARY)
                        .as(stringType())
                        .named(name);
            case INTEGER -> Types.primitive(INT32, repetition).named(name);
            case LONG -> Types.primitive(INT64, repetition).named(name);
            case TRUTH -> Types.primitive(BOOLEAN, repetition).named(name);
            case MOMENT ->
                Types.primitive(INT64, repetition)
                        .as(timestampType(true, TimeUnit.MILLIS))
                        .named(name);
            case AMOUNT ->
                Types.primitive(FIXED_LEN_BYTE_ARRAY, repetition)
                        .length(AMOUNT_BYTES)
                        .as(decimalType(SCALE, PRECISION))
                        .named(name);
            case BYTES -> Types.primitive(BINARY, repetition).named(name);
        };
    }

    void write(RecordConsumer row, Object value) {
        switch (this) {
            case TEXT -> row.addBinary(Binary.fromString((String) value));
            case TEXTS -> writeTexts(row, (Collection<?>) value);
            case TEXT_BY_NAME -> writeByName(row, (Map<?, ?>) value);
            case INTEGER -> row.addInteger((Integer) value);
            case LONG -> row.addLong((Long) value);
            case TRUTH -> row.addBoolean((Boolean) value);
            case MOMENT -> row.addLong(((Instant) value).toEpochMilli());
            case AMOUNT -> row.addBinary(Binary.fromConstantByteArray(bytes((BigDecimal) value)));
            case BYTES -> row.addBinary(Binary.fromConstantByteArray((byte[]) value));
        }
    }

    private static void writeTexts(RecordConsumer row, Collection<?> texts) {
        row.startGroup();
        if (!texts.isEmpty()) {
            row.startField("list", 0);
            for (Object text : texts) {
                row.startGroup();
                writeText(row, "element", 0, text);
                row.endGroup();
            }
            row.endField("list", 0);
        }
        row.endGroup();
    }

    private static void writeByName(RecordConsumer row, Map<?, ?> texts) {
        row.startGroup();
        if (!texts.isEmpty()) {
            row.startField("key_value", 0);
            texts.forEach((name, text) -> {
                row.startGroup();
                writeText(row, "key", 0, name);
                writeText(row, "value", 1, text);
                row.endGroup();
            });
            row.endField("key_value", 0);
        }
        row.endGroup();
    }

    private static void writeText(RecordConsumer row, String name, int place, Object text) {
        row.startField(name, place);
        row.addBinary(Binary.fromString(text.toString()));
        row.endField(name, place);
    }

    /** Two's complement, the most significant byte first. */
    private static byte[] bytes(BigDecimal amount) {
        byte[] least = amount.setScale(SCALE).unscaledValue().toByteArray();
        byte[] all = new byte[AMOUNT_BYTES];
        Arrays.fill(all, (byte) (least[0] < 0 ? -1 : 0));
        System.arraycopy(least, 0, all, all.length - least.length, least.length);
        return all;
    }
}
