package dev.docket.api.answer;

import com.github.luben.zstd.RecyclingBufferPool;
import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** How an answer can be compressed on its way (RFC 9110, 8.4; RFC 8878 for zstd). The better one first. */
enum AnswerCoding implements Coder {
    ZSTD(1_536 * 1024) {
        @Override
        public OutputStream over(OutputStream out) throws IOException {
            return new ZstdOutputStreamNoFinalizer(out, RecyclingBufferPool.INSTANCE, QUICK);
        }
    },
    GZIP(512 * 1024) {
        @Override
        public OutputStream over(OutputStream out) throws IOException {
            return new GZIPOutputStream(out) {
                {
                    def.setLevel(QUICK);
                }
            };
        }
    };

    /** In both libraries: most of what can be gained, for a fraction of the time. */
    private static final int QUICK = 1;

    private static final String AS_IT_IS = "identity";
    private static final boolean IS_ZSTD_THERE = isThere(ZSTD);

    private final long bytes;

    AnswerCoding(long bytes) {
        this.bytes = bytes;
    }

    /** How much memory it keeps between two pieces, at most, in bytes. */
    long bytes() {
        return bytes;
    }

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
        String[] wishes = String.join(",", accepted)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s", "")
                .split(",", -1);
        // Who says nothing of it takes an answer as it is only if there is no better one.
        double least = weight(AS_IT_IS, wishes).orElse(0);
        return Arrays.stream(values())
                .filter(coding -> coding != ZSTD || IS_ZSTD_THERE)
                .filter(coding -> coding.weight(wishes) > 0 && coding.weight(wishes) >= least)
                .max(Comparator.comparingDouble((AnswerCoding coding) -> coding.weight(wishes))
                        .thenComparing(Comparator.reverseOrder()));
    }

    private double weight(String[] wishes) {
        return weight(token(), wishes).orElseGet(() -> weight("*", wishes).orElse(0));
    }

    private static OptionalDouble weight(String token, String[] wishes) {
        for (String wish : wishes) {
            String[] parts = wish.split(";", 2);
            if (parts[0].equals(token)) {
                return OptionalDouble.of(quality(parts));
            }
        }
        return OptionalDouble.empty();
    }

    // What is no weight is no wish: the answer is sent as it is.
    private static double quality(String[] parts) {
        if (parts.length == 1) {
            return 1;
        }
        return parts[1].matches("q=(0(\\.\\d{0,3})?|1(\\.0{0,3})?)") ? Double.parseDouble(parts[1].substring(2)) : 0;
    }

    /** A native library is not to be had everywhere: not for every processor, and not where temporary files may not be run. */
    private static boolean isThere(AnswerCoding coding) {
        try {
            coding.over(OutputStream.nullOutputStream()).close();
            return true;
        } catch (IOException | LinkageError none) {
            return false;
        }
    }
}
