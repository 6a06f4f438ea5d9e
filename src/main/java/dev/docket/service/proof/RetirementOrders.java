package dev.docket.service.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;

/**
 * How the command line has the service that records, and alone may, retire payloads: by a file in the folder of its key, answered
 * by another one. Whoever can write there could retire with the service stopped, so this lets nobody do more than before. An order survives a
 * restart of the service.
 */
public final class RetirementOrders {
    private static final String ORDER = "journal-retire-order";
    private static final String ANSWER = "journal-retire-answer";
    private static final String RETIRED = "retired ";
    private static final String FAILED = "failed ";

    /** An order has a time and a name. */
    private static final int MOST_BYTES = 4096;

    private final Path folder;

    /** @param folder of the service's key */
    public RetirementOrders(Path folder) {
        this.folder = folder;
    }

    /**
     * What is to be retired.
     *
     * @param before the payloads recorded before this time
     * @param by who orders it, for the record
     */
    public record Order(Instant before, String by) {}

    /** What became of an order. */
    public sealed interface Answer {
        /** Of so many records the payloads are deleted. */
        record Done(long records) implements Answer {}

        /** Not all of them are. */
        record Failed(String because) implements Answer {}
    }

    /** @return whether it was placed; not while another one waits */
    public boolean place(Order order) {
        return writing(() -> {
            if (Files.exists(at(ORDER))) {
                return false;
            }
            Files.deleteIfExists(at(ANSWER));
            DurableFiles.write(at(ORDER), (order.before() + "\n" + order.by()).getBytes(UTF_8));
            return true;
        });
    }

    /** Whether one waits; cheap enough to be asked each second. */
    public boolean isWaiting() {
        return Files.isRegularFile(at(ORDER));
    }

    /** The order that waits; nothing if what lies there is none. */
    public Optional<Order> next() {
        return writing(() -> {
            String[] lines = Files.size(at(ORDER)) > MOST_BYTES
                    ? new String[0]
                    : new String(Files.readAllBytes(at(ORDER)), UTF_8).split("\n", 2);
            try {
                return lines.length == 2 ? Optional.of(new Order(Instant.parse(lines[0]), lines[1])) : Optional.empty();
            } catch (DateTimeException noTime) {
                return Optional.empty();
            }
        });
    }

    /** Answers the order that waits, which then waits no longer. */
    public void answer(Answer answer) {
        writing(() -> {
            String text =
                    switch (answer) {
                        case Answer.Done done -> RETIRED + done.records();
                        case Answer.Failed failed -> FAILED + failed.because();
                    };
            DurableFiles.write(at(ANSWER), text.getBytes(UTF_8));
            return Files.deleteIfExists(at(ORDER));
        });
    }

    /** Takes the answer, once there is one. */
    public Optional<Answer> answer() {
        return writing(() -> {
            if (isWaiting() || !Files.isRegularFile(at(ANSWER))) {
                return Optional.empty();
            }
            String text = Files.readString(at(ANSWER));
            Files.delete(at(ANSWER));
            return Optional.of(
                    text.startsWith(RETIRED)
                            ? new Answer.Done(Long.parseLong(text.substring(RETIRED.length())))
                            : new Answer.Failed(text.substring(Math.min(text.length(), FAILED.length()))));
        });
    }

    private Path at(String name) {
        return folder.resolve(name);
    }

    private interface Work<T> {
        T run() throws IOException;
    }

    private static <T> T writing(Work<T> work) {
        try {
            return work.run();
        } catch (IOException unusable) {
            throw new UncheckedIOException(unusable);
        }
    }
}
