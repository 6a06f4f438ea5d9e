package dev.docket.api.answer;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How an answer can be compressed on its way (RFC 9110, 8.4; RFC 8878 for zstd). The better one first. */
enum AnswerCoding {
    ZSTD {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new ZstdOutputStreamNoFinalizer(out, QUICK);
        }
    },
    GZIP {
        @Override
        OutputStream over(OutputStream out) throws IOException {
            return new GZIPOutputStream(out) {
                {
                    def.setLevel(QUICK);
                }
            };
        }
    };

    /** In both libraries: most of what can be gained, for a fraction of the time. */
    private static final int QUICK = 1;

    /** Compresses what is written; closing it writes the end and frees native memory. */
    abstract OutputStream over(OutputStream out) throws IOException;

    /** As headers name it. */
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * What the caller would like best of what there is (RFC 9110, 12.5.3).
     *
     * @param accepted the values of {@code Accept-Encoding}
     * @return nothing if the answer is to be sent as it is
     */
    static Optional<AnswerCoding> wanted(@Nullable List<String> accepted) {
        if (accepted == null) {
            return Optional.empty();
        }
        String[] wishes = String.join(",", accepted).toLowerCase(Locale.ROOT).split(",", -1);
        return Arrays.stream(values())
                .filter(coding -> coding.weight(wishes) > 0)
                .max(Comparator.comparingDouble((AnswerCoding coding) -> coding.weight(wishes))
                        .thenComparing(Comparator.reverseOrder()));
    }

    private double weight(String[] wishes) {
        double ofAll = 0;
        for (String wish : wishes) {
            String[] parts = wish.split(";", 2);
            String name = parts[0].strip();
            if (name.equals(token())) {
                return quality(parts);
            }
            if (name.equals("*")) {
                ofAll = quality(parts);
            }
        }
        return ofAll;
    }

    // What is no weight is no wish: the answer is sent as it is.
    private static double quality(String[] parts) {
        if (parts.length == 1) {
            return 1;
        }
        String text = parts[1].replace(" ", "");
        return text.matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(text.substring(2)) : 0;
    }
}
