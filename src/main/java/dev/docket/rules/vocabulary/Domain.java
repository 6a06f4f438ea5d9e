package dev.docket.rules.vocabulary;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.annotation.Annotation;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The numbers that a valid order may have in a field, as the constraints of its record say. */
public record Domain(
        @Nullable BigDecimal least,
        boolean leastIncluded,
        @Nullable BigDecimal most) {
    public static final Domain ALL = new Domain(null, true, null);
    public static final Domain FROM_ZERO = new Domain(BigDecimal.ZERO, true, null);

    static Domain of(Class<?> record, String component) {
        try {
            Domain domain = ALL;
            for (Annotation constraint : record.getDeclaredField(component).getAnnotations()) {
                for (Annotation part : constraint.annotationType().getAnnotations()) {
                    domain = domain.and(part);
                }
            }
            return domain;
        } catch (NoSuchFieldException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Whether it has an end on both sides. */
    public boolean isClosed() {
        return least != null && most != null;
    }

    /** Whether none of its numbers is below zero. */
    public boolean isNeverNegative() {
        return least != null && least.signum() >= 0;
    }

    /** Whether a number is in it. */
    public boolean has(BigDecimal number) {
        int aboveLeast = least == null ? 1 : number.compareTo(least);
        return (aboveLeast > 0 || (aboveLeast == 0 && leastIncluded)) && (most == null || number.compareTo(most) <= 0);
    }

    /** {@code 0..100}; an open end is empty. */
    @Override
    public String toString() {
        return plain(least) + ".." + plain(most);
    }

    private static String plain(@Nullable BigDecimal end) {
        return end == null ? "" : end.toPlainString();
    }

    private Domain and(Annotation constraint) {
        return switch (constraint) {
            case DecimalMin min -> new Domain(new BigDecimal(min.value()), min.inclusive(), most);
            case Min min -> new Domain(BigDecimal.valueOf(min.value()), true, most);
            case DecimalMax max -> new Domain(least, leastIncluded, new BigDecimal(max.value()));
            case Max max -> new Domain(least, leastIncluded, BigDecimal.valueOf(max.value()));
            default -> this;
        };
    }
}
