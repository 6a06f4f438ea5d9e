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
    private static final double PERCENT = 100;
    private static final double SMALL = 10;

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

    /** How many of how many, as a percentage; a small one has a decimal. */
    public static String share(long hits, long all) {
        if (all == 0) {
            return "–";
        }
        double percent = PERCENT * hits / all;
        boolean isPlain = hits == 0 || hits == all || (percent >= SMALL && percent <= PERCENT - SMALL);
        return String.format(Locale.ROOT, isPlain ? "%.0f%%" : "%.1f%%", percent);
    }

    /** A number with two decimals. */
    public static String decimal(double number) {
        return String.format(Locale.ROOT, "%.2f", number);
    }

    /** How long a bar is, from 0 to 100. */
    public static String length(double value, double most) {
        return measure(most <= 0 ? 0 : PERCENT * value / most);
    }

    /** A measure of a drawing. */
    public static String measure(double length) {
        return String.format(Locale.ROOT, "%.2f", length);
    }

    /** The words of a field: {@code otifTargetPct} is "Otif target pct". */
    public static String ofField(String camel) {
        return sentence(camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").replace('.', ' '));
    }

    /** The words of a constant: {@code CREDIT_LIMIT_EXCEEDED} is "credit limit exceeded". */
    public static String of(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    /** The same at the beginning of a sentence. Up to three letters are an abbreviation, such as EHS. */
    public static String sentence(String constant) {
        if (constant.matches("[A-Z]{2,3}")) {
            return constant;
        }
        String words = of(constant);
        return words.isEmpty() ? words : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }

    /** The words of a rule's id: {@code credit-limit-near} is "Credit limit near". */
    public static String ofId(String id) {
        return sentence(id.replace('-', '_'));
    }
}
