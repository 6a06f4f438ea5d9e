package dev.docket.text;

import java.util.regex.Pattern;

/**
 * Hides what looks like a credential: API keys, tokens of identity providers, and passwords in URLs. Callers put them in headers,
 * parameters and ids where they do not belong, and what is then echoed or logged is read by others.
 */
public final class Secrets {
    /** An API key keeps its id, so that whoever reads a log can revoke it. */
    private static final Pattern API_KEY = Pattern.compile("(dk_[0-9A-HJKMNP-TV-Z]{8}_)[0-9A-Za-z]+");

    /** A JSON Web Token begins with the Base64 of an opened brace and a quotation mark. */
    private static final Pattern TOKEN = Pattern.compile("eyJ[\\w-]{8,}(\\.[\\w-]*)*");

    /** Whatever a driver takes for a password among the parameters of a URL. */
    private static final Pattern PASSWORD = Pattern.compile("(?i)([?&][^=&\\s]*password[^=&\\s]*=)[^&\\s]*");

    private Secrets() {}

    /** Whether there is anything to hide. */
    public static boolean isIn(String text) {
        return !hidden(text).equals(text);
    }

    /** The text without its credentials; the same one if it has none. */
    public static String hidden(String text) {
        String hidden = text;
        if (text.contains("dk_")) {
            hidden = API_KEY.matcher(hidden).replaceAll("$1…");
        }
        if (text.contains("eyJ")) {
            hidden = TOKEN.matcher(hidden).replaceAll("eyJ…");
        }
        return text.indexOf('=') < 0 ? hidden : PASSWORD.matcher(hidden).replaceAll("$1(hidden)");
    }
}
