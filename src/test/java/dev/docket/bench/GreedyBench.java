package dev.docket.bench;

import dev.docket.fixture.ServiceProcess;
import dev.docket.hostile.Attack;
import dev.docket.hostile.Attackers;
import dev.docket.hostile.NormalCaller;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./docket bench greedy}: how a normal caller fares while slow and greedy ones are at work. The attackers share the
 * machine with the service, so their own processor time is in the figures. After each row the service collects its garbage:
 * what is left must not grow from round to round.
 */
final class GreedyBench {
    private static final Duration LEAD = Duration.ofSeconds(3);
    private static final Duration WARM_UP = Duration.ofSeconds(10);
    private static final int CALLERS = 4;
    private static final Pattern USED = Pattern.compile("used (\\d+)K");

    private final Duration each;
    private final List<Attack> attacks;
    private final int rounds;

    /** A packaged service that runs. */
    private record Build(String name, ServiceProcess service) {}

    private GreedyBench(Duration each, int rounds, List<Attack> attacks) {
        this.each = each;
        this.rounds = rounds;
        this.attacks = attacks;
    }

    public static void main(String... arguments) throws Exception {
        Duration each = Duration.ofSeconds(8);
        int rounds = 1;
        Path folder = Path.of("target");
        List<Attack> attacks = new ArrayList<>();
        List<Path> checkouts = new ArrayList<>();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--seconds" -> each = Duration.ofSeconds(Long.parseLong(arguments[++i]));
                case "--rounds" -> rounds = Integer.parseInt(arguments[++i]);
                case "--before" -> checkouts.add(Path.of(arguments[++i]));
                case "--folder" -> folder = Path.of(arguments[++i]);
                default -> attacks.add(Attack.valueOf(arguments[i].toUpperCase(Locale.ROOT)));
            }
        }
        checkouts.add(Path.of(""));
        new GreedyBench(each, rounds, attacks.isEmpty() ? Arrays.asList(Attack.values()) : attacks)
                .run(checkouts, folder);
    }

    private void run(List<Path> checkouts, Path folder) throws Exception {
        Path data = Files.createTempDirectory(folder, "greedy");
        List<Build> builds = new ArrayList<>();
        try {
            for (Path checkout : checkouts) {
                String name = checkouts.size() == 1 ? "" : checkout.toString().isEmpty() ? "after" : "before";
                builds.add(new Build(
                        name,
                        ServiceProcess.start(
                                checkout.resolve(ServiceProcess.JAR),
                                data.resolve("data" + builds.size()),
                                "-Ddocket.rules.dir=" + checkout.resolve("rules"),
                                "-Ddocket.models.dir=" + checkout.resolve("models"),
                                "-Ddocket.http.clear-text-http2=true")));
            }
            for (Build build : builds) {
                new NormalCaller(build.service().uri()).decide(CALLERS, WARM_UP);
            }
            System.out.println(
                    "| Meanwhile | Build | Decisions/s | p50 ms | p99 ms | Failed | 503s | their p99 ms | 429s | Dropped | Heap after GC, MiB |\n"
                            + "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
            for (int round = 0; round < rounds; round++) {
                round(builds);
            }
        } finally {
            builds.forEach(build -> build.service().close());
            ServiceProcess.delete(data);
        }
    }

    private void round(List<Build> builds) throws Exception {
        for (Build build : builds) {
            row("nobody else", build, null);
        }
        for (Attack attack : attacks) {
            for (Build build : builds) {
                row(attack.title(attack.connections()), build, attack);
            }
        }
    }

    private void row(String name, Build build, @Nullable Attack attack) throws Exception {
        URI service = build.service().uri();
        NormalCaller caller = new NormalCaller(service);
        String row;
        if (attack == null) {
            row = row(name, build, caller.decide(CALLERS, each), List.of(), 0, 0);
        } else {
            try (Attackers attackers = Attackers.start(service, attack, attack.connections())) {
                Thread.sleep(LEAD);
                NormalCaller.Measured measured = caller.decide(CALLERS, each);
                row = row(
                        name, build, measured, attackers.refusedNanos(), attackers.keptWaiting(), attackers.dropped());
            }
            Thread.sleep(1_000);
        }
        System.out.println(row
                + String.format(
                        Locale.ROOT,
                        " %,d |",
                        mebibytesAfterCollection(build.service().pid())));
    }

    private static long mebibytesAfterCollection(long pid) throws IOException {
        jcmd(pid, "GC.run");
        Matcher used = USED.matcher(jcmd(pid, "GC.heap_info"));
        return used.find() ? Long.parseLong(used.group(1)) / 1024 : -1;
    }

    private static String jcmd(long pid, String command) throws IOException {
        Process jcmd = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        return new String(jcmd.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static String row(
            String name,
            Build build,
            NormalCaller.Measured measured,
            List<Long> refused,
            int keptWaiting,
            int dropped) {
        String p99 = refused.isEmpty()
                ? ""
                : String.format(Locale.ROOT, "%.1f", refused.get((refused.size() - 1) * 99 / 100) / 1e6);
        return String.format(
                Locale.ROOT,
                "| %s | %s | %,.0f | %.1f | %.1f | %d | %,d | %s | %,d | %,d |",
                name,
                build.name(),
                measured.perSecond(),
                measured.millisAt(0.5),
                measured.millisAt(0.99),
                measured.failed(),
                refused.size(),
                p99,
                keptWaiting,
                dropped);
    }
}
