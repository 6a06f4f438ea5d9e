package dev.docket.console.shell;

import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Values as people read them. Scripts of the page say times and amounts again in the reader's own way. */
public final class Words {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm 'UTC'", Locale.ROOT);
    private static final int MOST_DECIMALS = 6;
    private static final int CENTS = 2;

    private Words() {}

    /** A time, to the minute. */
    public static String time(Instant instant) {
        return MINUTE.format(LocalDateTime.ofInstant(instant, ZoneOffset.UTC));
    }

    /** A number with groups of three digits. */
    public static String number(BigDecimal number) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(number);
    }

    public static String number(long number) {
        return number(BigDecimal.valueOf(number));
    }

    /** An amount: whole, or with its cents. */
    public static String money(BigDecimal amount) {
        DecimalFormat format = new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT));
        boolean isWhole = amount.stripTrailingZeros().scale() <= 0;
        format.setMinimumFractionDigits(isWhole ? 0 : CENTS);
        format.setMaximumFractionDigits(MOST_DECIMALS);
        return format.format(amount);
    }

    /** The words of a constant: {@code CREDIT_LIMIT_EXCEEDED} is "credit limit exceeded". */
    public static String of(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The same at the beginning of a sentence. */
    public static String sentence(String constant) {
        String words = of(constant);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The words of a rule's id: {@code credit-limit-near} is "Credit limit near". */
    public static String ofId(String id) {
        return sentence(id.replace('-', '_'));
    }
}
