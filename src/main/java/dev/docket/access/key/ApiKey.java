package dev.docket.access.key;

import dev.docket.digest.Digest;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * An API key as its holder has it: {@code dk_}, an id of 8 characters, {@code _}, 43 characters of secret (256 random bits) and
 * 6 of a check sum (CRC-32 over what stands before). Scanners for leaked secrets recognise it by its form and its check sum.
 * The text is shown once, when the key is made, and is never written anywhere: {@link #toString} hides it.
 */
public final class ApiKey {
    /** What every key begins with. */
    public static final String PREFIX = "dk_";

    private static final Pattern FORM = Pattern.compile("(dk_([0-9A-HJKMNP-TV-Z]{8})_[0-9A-Za-z]{43})([0-9A-Za-z]{6})");
    /** Crockford's: no letter looks like a digit. */
    private static final String ID_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 8;
    private static final int SECRET_BITS = 256;
    private static final int SECRET_LENGTH = 43;
    private static final int CHECK_LENGTH = 6;

    private final String id;
    private final String text;

    private ApiKey(String id, String text) {
        this.id = id;
        this.text = text;
    }

    /** A new key. */
    public static ApiKey random(SecureRandom random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_DIGITS.charAt(random.nextInt(ID_DIGITS.length())));
        }
        String unchecked = PREFIX + id + "_" + digits(new BigInteger(SECRET_BITS, random), SECRET_LENGTH);
        return new ApiKey(id.toString(), unchecked + checkSum(unchecked));
    }

    /** The key that a text is; empty if it has another form or was mistyped. */
    public static Optional<ApiKey> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches() && checkSum(form.group(1)).equals(form.group(3))
                ? Optional.of(new ApiKey(form.group(2), text))
                : Optional.empty();
    }

    /** Which key it is; not secret. */
    public String id() {
        return id;
    }

    /** What is kept of it. The secret is random and long: no slow hash is needed to keep it from being guessed. */
    public Digest digest() {
        return Digest.over(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** The key itself, to show it to whoever made it. */
    public String reveal() {
        return text;
    }

    /** The id alone. */
    @Override
    public String toString() {
        return PREFIX + id + "_…";
    }

    private static String checkSum(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(sum.getValue()), CHECK_LENGTH);
    }

    private static String digits(BigInteger number, int length) {
        BigInteger base = BigInteger.valueOf(DIGITS.length());
        char[] digits = new char[length];
        BigInteger rest = number;
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            digits[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(digits);
    }
}
