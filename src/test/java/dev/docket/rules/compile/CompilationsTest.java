package dev.docket.rules.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.docket.rules.RuleException;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A compilation that does not end stops nobody: neither who waits for it nor the process. */
@Timeout(60)
class CompilationsTest {
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final Duration LATE = Duration.ofSeconds(50);

    /** Ends when a test lets it, and listens to nothing else. */
    private static final class Endless {
        private final AtomicBoolean ends = new AtomicBoolean();
        private final CountDownLatch closed = new CountDownLatch(2);

        AutoCloseable compile() {
            while (!ends.get()) {
                Thread.onSpinWait();
            }
            return closed::countDown;
        }
    }

    @Test
    void one_that_misses_its_deadline_is_a_problem_of_the_rules() {
        Endless endless = new Endless();
        Compilations compilations = new Compilations(SOON);
        assertThatThrownBy(() -> compilations.run(endless::compile))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining(".:1: DKT-113: the rules do not compile within 2 seconds");
        assertThat(compilations.givenUp()).isEqualTo(1);
        endless.ends.set(true);
    }

    @Test
    void while_one_hangs_others_compile_while_two_hang_none_begins_and_afterwards_they_do()
            throws InterruptedException {
        Endless endless = new Endless();
        Compilations compilations = new Compilations(SOON);
        assertThat(catchThrowable(() -> compilations.run(endless::compile))).isInstanceOf(RuleException.class);
        assertThat(catchThrowable(() -> compilations.run(() -> () -> {}))).isNull();
        assertThat(catchThrowable(() -> compilations.run(endless::compile))).isInstanceOf(RuleException.class);
        assertThatThrownBy(() -> compilations.run(() -> () -> {}))
                .isInstanceOf(RuleException.class)
                .hasMessageContaining("not compiled while two earlier compilations hang");
        endless.ends.set(true);
        assertThat(endless.closed.await(10, TimeUnit.SECONDS))
                .as("what came too late is freed")
                .isTrue();
        long patience = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        Throwable refused = new AssertionError();
        while (refused != null && System.nanoTime() < patience) {
            refused = catchThrowable(() -> compilations.run(() -> () -> {}));
        }
        assertThat(refused).isNull();
        assertThat(compilations.givenUp()).isEqualTo(2);
    }

    @Test
    void who_waits_can_be_interrupted() throws InterruptedException {
        Endless endless = new Endless();
        Compilations compilations = new Compilations(LATE);
        AtomicReference<Throwable> thrown = new AtomicReference<>(new AssertionError("nothing was thrown"));
        Thread waiting =
                Thread.ofPlatform().start(() -> thrown.set(catchThrowable(() -> compilations.run(endless::compile))));
        waiting.interrupt();
        waiting.join();
        assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessageContaining("interrupted");
        endless.ends.set(true);
    }

    @Test
    void what_the_compiler_throws_reaches_the_caller() {
        Compilations compilations = new Compilations(LATE);
        assertThatThrownBy(() -> compilations.run(() -> {
                    throw new RuleException(List.of());
                }))
                .isInstanceOf(RuleException.class);
        assertThatThrownBy(() -> compilations.run(() -> {
                    throw new StackOverflowError();
                }))
                .isInstanceOf(StackOverflowError.class);
    }

    /** A real process, whose main thread waits for a compilation that never ends, as at the start of the service. */
    @Test
    void a_process_that_compiles_without_end_can_still_be_stopped() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        classes(CompilationsTest.class) + File.pathSeparator + classes(Compilations.class),
                        WaitsForever.class.getName())
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            assertThat(output.readLine()).isEqualTo(WaitsForever.COMPILES);
            process.toHandle().destroy();
            assertThat(process.waitFor(20, TimeUnit.SECONDS))
                    .as("it ends on SIGTERM")
                    .isTrue();
            assertThat(output.lines()).contains(WaitsForever.GAVE_UP);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String classes(Class<?> one) {
        return Path.of(URI.create(
                        one.getProtectionDomain().getCodeSource().getLocation().toString()))
                .toString();
    }

    /** What the process does: it says when it stops waiting, as a framework does that waits for its main thread to end. */
    static final class WaitsForever {
        static final String COMPILES = "compiles";
        static final String GAVE_UP = "gave up";

        private WaitsForever() {}

        public static void main(String[] arguments) {
            Thread main = Thread.currentThread();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                try {
                    main.join();
                } catch (InterruptedException ended) {
                    Thread.currentThread().interrupt();
                }
            }));
            try {
                Compilations.shared().run(() -> {
                    System.out.println(COMPILES);
                    return new Endless().compile();
                });
            } catch (IllegalStateException ending) {
                System.out.println(GAVE_UP);
            }
        }
    }
}
