package dev.docket.rules.language;

import dev.docket.order.RequestPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;

/** The Java types behind the simple value types. */
final class SimpleTypes {
    static final Map<Class<?>, ValueType.Simple> BY_CLASS = Map.ofEntries(
            Map.entry(BigDecimal.class, ValueType.Simple.DECIMAL),
            Map.entry(Integer.class, ValueType.Simple.WHOLE),
            Map.entry(int.class, ValueType.Simple.WHOLE),
            Map.entry(String.class, ValueType.Simple.TEXT),
            Map.entry(RequestPath.class, ValueType.Simple.TEXT),
            Map.entry(Boolean.class, ValueType.Simple.TRUTH),
            Map.entry(boolean.class, ValueType.Simple.TRUTH),
            Map.entry(LocalDate.class, ValueType.Simple.DATE),
            Map.entry(Instant.class, ValueType.Simple.MOMENT),
            Map.entry(Duration.class, ValueType.Simple.SPAN));

    private SimpleTypes() {}
}
