package dev.docket.api.answer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AnswerCodingTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            gzip                             | GZIP
            GZip                             | GZIP
            gzip, deflate, br                | GZIP
            gzip, deflate, br, zstd          | ZSTD
            zstd;q=0.1, gzip;q=0.9           | GZIP
            zstd;q=0.5, gzip;q=0.5           | ZSTD
            gzip ; q=1.000                   | GZIP
            *                                | ZSTD
            zstd;q=0, *                      | GZIP
            *;q=0                            | -
            gzip;q=0                         | -
            gzip;q=0.000, zstd;q=0           | -
            gzip;q=9                         | -
            gzip;q=                          | -
            gzip;level=1                     | -
            identity                         | -
            identity, gzip;q=0.1             | -
            identity;q=0.5, gzip;q=0.5       | GZIP
            gzip;	q=0.5                      | GZIP
            br                               | -
            notgzip                          | -
            ''                               | -
            ,,;,                             | -
            """)
    void is_what_the_caller_likes_best_of_what_there_is(String accepted, AnswerCoding wanted) {
        assertThat(AnswerCoding.wanted(List.of(accepted))).isEqualTo(Optional.ofNullable(wanted));
    }

    @Test
    void is_none_for_who_accepts_nothing_and_all_lines_of_the_header_count() {
        assertThat(AnswerCoding.wanted(null)).isEmpty();
        assertThat(AnswerCoding.wanted(List.of())).isEmpty();
        assertThat(AnswerCoding.wanted(List.of("br", "gzip"))).contains(AnswerCoding.GZIP);
    }

    @ParameterizedTest
    @EnumSource
    void decoded_it_is_what_was_written_however_it_was_cut_into_pieces(AnswerCoding coding) throws IOException {
        SplittableRandom random = new SplittableRandom(20261201);
        for (int round = 0; round < 50; round++) {
            Cut plain = new Cut(random, 1 + random.nextInt(8));
            CompressedRest compressed = new CompressedRest(plain, coding);
            ByteArrayOutputStream sent = new ByteArrayOutputStream();
            while (!compressed.isDone()) {
                sent.writeBytes(compressed.next());
            }
            compressed.close();
            assertThat(decoded(coding, sent.toByteArray())).isEqualTo(plain.all.toByteArray());
            assertThat(compressed.next()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void closed_half_way_it_makes_nothing_more_and_frees_its_memory(AnswerCoding coding) {
        Counted counted = new Counted(coding);
        CompressedRest compressed = new CompressedRest(new Cut(new SplittableRandom(1), 8), counted);
        compressed.next();
        assertThat(counted.open).hasValue(1);
        compressed.close();

        assertThat(counted.open).hasValue(0);
        assertThat(compressed.isDone()).isTrue();
        assertThat(compressed.next()).isEmpty();
        compressed.close();
        assertThat(counted.open).hasValue(0);
    }

    @ParameterizedTest
    @EnumSource
    void closed_while_a_piece_is_made_it_frees_its_memory_when_that_is_done_and_not_before(AnswerCoding coding)
            throws Exception {
        CountDownLatch isMaking = new CountDownLatch(1);
        CountDownLatch mayGoOn = new CountDownLatch(1);
        Counted counted = new Counted(coding);
        Rest slow = Rest.of(new byte[0], new Rest() {
            @Override
            public byte[] next() {
                isMaking.countDown();
                try {
                    mayGoOn.await();
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return bytes(10_000);
            }

            @Override
            public boolean isDone() {
                return false;
            }
        });
        CompressedRest compressed = new CompressedRest(slow, counted);
        compressed.next();
        CompletableFuture<byte[]> piece = CompletableFuture.supplyAsync(compressed::next);
        isMaking.await();
        compressed.close();
        assertThat(counted.open).hasValue(1);
        mayGoOn.countDown();
        piece.join();

        assertThat(counted.open).hasValue(0);
    }

    @Test
    void if_a_piece_cannot_be_made_its_memory_is_freed_at_the_end_of_the_request() {
        Counted counted = new Counted(AnswerCoding.GZIP);
        Rest broken = Rest.of(new byte[0], new Rest() {
            @Override
            public byte[] next() {
                throw new IllegalStateException("broken");
            }

            @Override
            public boolean isDone() {
                return false;
            }
        });
        CompressedRest compressed = new CompressedRest(broken, counted);
        compressed.next();

        assertThatThrownBy(compressed::next).hasMessage("broken");
        assertThat(compressed.isDone()).isFalse();
        compressed.close();

        assertThat(counted.open).hasValue(0);
    }

    /** Counts how many are open. */
    private record Counted(AnswerCoding coding, AtomicInteger open) implements Coder {
        Counted(AnswerCoding coding) {
            this(coding, new AtomicInteger());
        }

        @Override
        public OutputStream over(OutputStream out) throws IOException {
            open.incrementAndGet();
            return new FilterOutputStream(coding.over(out)) {
                private boolean isClosed;

                @Override
                public void close() throws IOException {
                    super.close();
                    open.addAndGet(isClosed ? 0 : -1);
                    isClosed = true;
                }
            };
        }
    }

    private static byte[] bytes(int length) {
        return "x".repeat(length).getBytes(UTF_8);
    }

    private static byte[] decoded(AnswerCoding coding, byte[] sent) throws IOException {
        InputStream raw = new ByteArrayInputStream(sent);
        try (InputStream in =
                switch (coding) {
                    case GZIP -> new GZIPInputStream(raw);
                    case ZSTD -> new ZstdInputStream(raw);
                }) {
            return in.readAllBytes();
        }
    }

    /** Text in pieces of any length, also none. */
    private static final class Cut implements Rest {
        private final ByteArrayOutputStream all = new ByteArrayOutputStream();
        private final SplittableRandom random;
        private int left;

        private Cut(SplittableRandom random, int pieces) {
            this.random = random;
            left = pieces;
        }

        @Override
        public byte[] next() {
            left--;
            byte[] piece = ("{\"n\":" + random.nextInt(1000) + "}")
                    .repeat(random.nextInt(9_000))
                    .getBytes(UTF_8);
            all.writeBytes(piece);
            return piece;
        }

        @Override
        public boolean isDone() {
            return left == 0;
        }
    }
}
