package dev.docket.priority.reference;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.Module;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import java.io.IOException;

/**
 * Numbers of a model, read strictly. Jackson takes the text {@code "NaN"} for a number, and {@code 1e999} for infinity: one of
 * them in a model would be in every score.
 */
public final class FiniteNumbers extends StdScalarDeserializer<Double> {
    private static final long serialVersionUID = 1L;

    private FiniteNumbers() {
        super(Double.class);
    }

    /** For mappers that read models. */
    public static Module module() {
        FiniteNumbers finite = new FiniteNumbers();
        return new SimpleModule("finite numbers")
                .addDeserializer(Double.class, finite)
                .addDeserializer(Double.TYPE, finite);
    }

    /**
     * For what may hold anything, such as facts.
     *
     * @param document not read yet
     * @throws IllegalArgumentException if it has a number that is infinite
     */
    public static void requireIn(JsonParser document) throws IOException {
        for (JsonToken token = document.nextToken(); token != null; token = document.nextToken()) {
            if (token.isNumeric() && !Double.isFinite(document.getDoubleValue())) {
                throw new IllegalArgumentException("it has a number beyond all numbers");
            }
        }
    }

    @Override
    public Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        if (!parser.currentToken().isNumeric()) {
            return (Double) context.handleUnexpectedToken(Double.class, parser);
        }
        double number = parser.getDoubleValue();
        return Double.isFinite(number)
                ? number
                : context.reportInputMismatch(Double.class, "a number beyond all numbers");
    }
}
