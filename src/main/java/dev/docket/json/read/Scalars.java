package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.docket.json.Decimals;
import dev.docket.json.Unicode;
import dev.docket.json.read.cursor.JsonCursor;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads text, numbers and booleans. */
final class Scalars {
    private static final BigInteger LARGEST = BigInteger.valueOf(Integer.MAX_VALUE);
    private static final BigInteger SMALLEST = BigInteger.valueOf(Integer.MIN_VALUE);

    private Scalars() {}

    static @Nullable Object text(JsonCursor cursor) throws IOException {
        JsonParser parser = cursor.parser();
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            return cursor.refuse("text");
        }
        String text = parser.getText();
        if (!Unicode.isWellFormed(text)) {
            cursor.report("lone-surrogate", "contains half of a surrogate pair, which is not Unicode text");
            return null;
        }
        return text;
    }

    static @Nullable Object decimal(JsonCursor cursor) throws IOException {
        if (!cursor.parser().currentToken().isNumeric()) {
            return cursor.refuse("a number");
        }
        if (cursor.parser().isNaN()) {
            cursor.report("not-finite", "must be a number, not NaN or infinite");
            return null;
        }
        Optional<BigDecimal> number = number(cursor);
        if (number.isEmpty()) {
            cursor.report("too-many-digits", "must have at most 40 significant digits and 30 decimals");
        }
        return number.orElse(null);
    }

    /** The number at the cursor, unless it is too long. YAML also has NaN and infinity. */
    static Optional<BigDecimal> number(JsonCursor cursor) throws IOException {
        try {
            return Decimals.bounded(cursor.parser().getDecimalValue());
        } catch (NumberFormatException notFinite) {
            return Optional.empty();
        }
    }

    static @Nullable Object integer(JsonCursor cursor) throws IOException {
        Object number = whole(cursor, SMALLEST, LARGEST);
        return number == null ? null : (Object) ((BigInteger) number).intValueExact();
    }

    static @Nullable Object wholeNumber(JsonCursor cursor) throws IOException {
        Object number = whole(cursor, BigInteger.valueOf(Long.MIN_VALUE), BigInteger.valueOf(Long.MAX_VALUE));
        return number == null ? null : (Object) ((BigInteger) number).longValueExact();
    }

    private static @Nullable Object whole(JsonCursor cursor, BigInteger least, BigInteger most) throws IOException {
        JsonParser parser = cursor.parser();
        JsonToken token = parser.currentToken();
        if (token == JsonToken.VALUE_NUMBER_FLOAT) {
            cursor.report("not-an-integer", "must be a whole number, written without fraction or exponent");
            return null;
        }
        if (token != JsonToken.VALUE_NUMBER_INT) {
            return cursor.refuse("a whole number");
        }
        BigInteger number = parser.getBigIntegerValue();
        if (number.compareTo(most) > 0 || number.compareTo(least) < 0) {
            cursor.report("out-of-range", String.format(Locale.ROOT, "must be between %d and %d", least, most));
            return null;
        }
        return number;
    }

    static @Nullable Object bool(JsonCursor cursor) throws IOException {
        JsonToken token = cursor.parser().currentToken();
        return token.isBoolean() ? (Object) (token == JsonToken.VALUE_TRUE) : cursor.refuse("true or false");
    }

    static @Nullable Object real(JsonCursor cursor) throws IOException {
        Object number = decimal(cursor);
        return number == null ? null : (Object) ((BigDecimal) number).doubleValue();
    }
}
