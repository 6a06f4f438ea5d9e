package dev.docket.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.KeptBundles;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.bundle.signature.SignatureCheck;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.SmallRules;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.bundle.ActivateBundle;
import dev.docket.service.bundle.Activation;
import dev.docket.service.bundle.PrepareBundle;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.lang.management.MemoryUsage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a folder of two rules: compiling all shipped rules two hundred times would only take longer. */
class ReloadUnderLoadTest {
    private static final int WARM_UP = 6;
    private static final int RELOADS = 200;
    private static final int CALLERS = 2;
    private static final Instant NOW = Instant.parse("2026-03-02T10:00:00Z");

    private final RequestReader reader = new RequestReader(new RecordReader());

    @Test
    void two_hundred_reloads_under_load_fail_no_request_and_leave_nothing_behind(@TempDir Path folder)
            throws InterruptedException {
        List<BundleFolder> sources = List.of(
                BundleFolder.of(SmallRules.write(folder.resolve("a"), 30), null),
                BundleFolder.of(SmallRules.write(folder.resolve("b"), 31), null));
        PrepareBundle preparation = new PrepareBundle(SignatureCheck.OFF, new BundleStore(folder.resolve("bundles")));
        AtomicLong turn = new AtomicLong();
        ActiveBundle active = new ActiveBundle(SharedBundle.of(preparation
                .prepare(sources.get(0), BundleContent.read(sources.get(0)), NOW)
                .loaded()));
        ActivateBundle activation = new ActivateBundle(
                () -> sources.get((int) (turn.incrementAndGet() % 2)),
                preparation,
                active,
                Optional.empty(),
                InstantSource.fixed(NOW),
                problem -> {});
        KeptBundles kept = new KeptBundles(active, new BundleStore(folder.resolve("bundles")), 2);
        DecideOrder decideOrder = new DecideOrder(
                active::pin,
                new BreakableJournal(),
                new ReproduceAnswer(kept::recall, AsDecided.SHIPPED, reader),
                InstantSource.fixed(NOW),
                DecisionMeter.NONE);
        Request request = request(SmallRules.orderOverdueFor31Days("r-1"));
        Map<String, String> expected = new ConcurrentHashMap<>();
        for (int i = 0; i < 2; i++) {
            expected.put(
                    active.get().id().digest().text(),
                    text(decideOrder.dryRun(request, TraceLevel.FULL).bytes()));
            activation.activate();
        }
        assertThat(expected.values())
                .anyMatch(answer -> answer.contains("\"disposition\":\"HOLD\""))
                .anyMatch(answer -> answer.contains("\"disposition\":\"RELEASE\""));

        AtomicBoolean isOver = new AtomicBoolean();
        AtomicLong answers = new AtomicLong();
        ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
        List<Thread> callers = IntStream.range(0, CALLERS)
                .mapToObj(i -> Thread.ofPlatform().start(() -> {
                    while (!isOver.get()) {
                        try {
                            // Constant load, not all there is: the compiler needs the processor, too.
                            LockSupport.parkNanos(1_000_000);
                            String answer = text(
                                    decideOrder.dryRun(request, TraceLevel.FULL).bytes());
                            answers.incrementAndGet();
                            if (!answer.equals(expected.get(digestIn(answer)))) {
                                wrong.add(answer);
                            }
                        } catch (RuntimeException failed) {
                            wrong.add(failed.toString());
                        }
                    }
                }))
                .toList();
        reload(activation, WARM_UP);
        Footprint before = Footprint.afterCollection();
        long began = System.nanoTime();
        reload(activation, RELOADS);
        double seconds = (System.nanoTime() - began) / 1e9;
        Footprint after = Footprint.afterCollection();
        isOver.set(true);
        for (Thread caller : callers) {
            caller.join();
        }

        System.out.printf(
                "%d reloads in %.1f s under %d answers; before %s, after %s%n",
                RELOADS, seconds, answers.get(), before, after);
        assertThat(wrong).isEmpty();
        assertThat(answers.get()).isGreaterThan(RELOADS);
        // A rule base of two rules is about 20 classes and 60 KiB of metaspace: 200 kept ones would be 4,000 and 12
        // MiB.
        assertThat(after.classes() - before.classes()).isLessThan(RELOADS);
        assertThat(after.metaspaceKiB() - before.metaspaceKiB()).isLessThan(6 * 1024);
        assertThat(after.heapKiB() - before.heapKiB()).isLessThan(8 * 1024);
    }

    private static void reload(ActivateBundle activation, int times) {
        for (int i = 0; i < times; i++) {
            assertThat(activation.activate()).isInstanceOf(Activation.Activated.class);
        }
    }

    /** What the process holds when nothing is left to collect. */
    private record Footprint(long heapKiB, long metaspaceKiB, long classes) {
        static Footprint afterCollection() throws InterruptedException {
            for (int i = 0; i < 3; i++) {
                System.gc();
                Thread.sleep(100);
            }
            return new Footprint(
                    sum(MemoryType.HEAP, "", MemoryPoolMXBean::getCollectionUsage) / 1024,
                    sum(MemoryType.NON_HEAP, "Metaspace", MemoryPoolMXBean::getUsage) / 1024,
                    ManagementFactory.getClassLoadingMXBean().getLoadedClassCount());
        }

        // What the last collection left, since the callers go on allocating.
        private static long sum(MemoryType type, String name, Function<MemoryPoolMXBean, MemoryUsage> usage) {
            return ManagementFactory.getMemoryPoolMXBeans().stream()
                    .filter(pool -> pool.getType() == type && pool.getName().contains(name))
                    .map(usage)
                    .filter(Objects::nonNull)
                    .mapToLong(MemoryUsage::getUsed)
                    .sum();
        }
    }

    private static String digestIn(String answer) {
        int at = answer.indexOf("\"digest\":\"") + 10;
        return answer.substring(at, answer.indexOf('"', at));
    }

    private Request request(String document) {
        return switch (reader.read(document.getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    private static String text(byte[] answer) {
        return new String(answer, StandardCharsets.UTF_8);
    }
}
