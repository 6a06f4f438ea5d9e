package dev.docket.storage;

import java.util.Base64;

/** Keys as text (RFC 7468). */
public final class Pem {
    public static final String PRIVATE = "PRIVATE KEY";
    public static final String PUBLIC = "PUBLIC KEY";

    private static final int LINE = 64;

    private Pem() {}

    /** The text of a key, which ends with a line feed on every platform. */
    public static String of(String label, byte[] encoded) {
        return begin(label) + "\n"
                + Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(encoded) + "\n" + end(label) + "\n";
    }

    /**
     * The encoded key in a text. Whatever stands around it is skipped.
     *
     * @throws IllegalArgumentException if there is none with this label, or it is not Base64; never quotes what it read
     */
    public static byte[] read(String text, String label) {
        int begin = text.indexOf(begin(label));
        int end = text.indexOf(end(label));
        if (begin < 0 || end < begin) {
            throw new IllegalArgumentException("there is no " + label);
        }
        try {
            return Base64.getMimeDecoder()
                    .decode(text.substring(begin + begin(label).length(), end));
        } catch (IllegalArgumentException quoting) {
            throw new IllegalArgumentException("the " + label + " is not Base64");
        }
    }

    private static String begin(String label) {
        return "-----BEGIN " + label + "-----";
    }

    private static String end(String label) {
        return "-----END " + label + "-----";
    }
}
