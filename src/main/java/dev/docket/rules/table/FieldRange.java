package dev.docket.rules.table;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.lang.reflect.Field;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Optional;

/** The numbers that a field of the request may have, as its constraints say: 0 to 100 of a percentage. */
record FieldRange(BigDecimal low, BigDecimal high) {
    /** The range of a field, if it has one from both sides. */
    static Optional<FieldRange> of(Class<?> record, String name) {
        return Arrays.stream(record.getDeclaredFields())
                .filter(field -> field.getName().equals(name))
                .map(Field::getAnnotations)
                .flatMap(Arrays::stream)
                .map(Annotation::annotationType)
                .flatMap(constraint -> of(constraint).stream())
                .findFirst();
    }

    private static Optional<FieldRange> of(Class<? extends Annotation> constraint) {
        DecimalMin low = constraint.getAnnotation(DecimalMin.class);
        DecimalMax high = constraint.getAnnotation(DecimalMax.class);
        if (low != null && high != null) {
            return Optional.of(new FieldRange(new BigDecimal(low.value()), new BigDecimal(high.value())));
        }
        Min least = constraint.getAnnotation(Min.class);
        Max most = constraint.getAnnotation(Max.class);
        return least == null || most == null
                ? Optional.empty()
                : Optional.of(new FieldRange(BigDecimal.valueOf(least.value()), BigDecimal.valueOf(most.value())));
    }

    boolean has(BigDecimal number) {
        return low.compareTo(number) <= 0 && number.compareTo(high) <= 0;
    }
}
