package dev.docket.bench;

import dev.docket.journal.Journal;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.sqlite.SqliteJournal;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code ./docket bench sign}: what the signature of a head costs a caller who waits alone, beside a whole append that has one. All take
 * turns within one run; compare the ratios.
 */
final class SignBench {
    private static final int ROUNDS = 6;
    private static final Duration EACH = Duration.ofSeconds(2);
    private static final String TEXT = "docket/000000000000\nhead 1234567\nsha256:" + "0".repeat(64) + "\n";
    private static final byte[] BYTES = TEXT.getBytes(StandardCharsets.UTF_8);

    private SignBench() {}

    /** Something that is measured. */
    private interface Step {
        void run() throws Exception;
    }

    /** @param arguments perhaps the jar of another provider and its class */
    public static void main(String... arguments) throws Exception {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        NoteSigner signer =
                new NoteSigner(pair.getPrivate(), new NoteVerifier("docket/000000000000", pair.getPublic()));
        Path folder = Files.createTempDirectory(Path.of("target"), "sign-bench");
        Map<String, Step> steps = new LinkedHashMap<>();
        steps.put("a note, as Docket signs it", () -> signer.sign(TEXT));
        steps.put("JDK, one object kept", kept(null, pair.getPrivate()));
        if (arguments.length > 0) {
            Provider other = provider(Path.of(arguments[0]), arguments[1]);
            PrivateKey key = KeyFactory.getInstance("Ed25519", other)
                    .generatePrivate(new PKCS8EncodedKeySpec(pair.getPrivate().getEncoded()));
            steps.put(other.getName() + " " + other.getVersionStr() + ", one object kept", kept(other, key));
        }
        try (Journal journal = SqliteJournal.open(folder)) {
            SplittableRandom random = new SplittableRandom(1);
            steps.put("an append by one caller, durable", () -> journal.append(JournalBench.entry(random, 8 << 10))
                    .join());
            print(measured(steps));
        } finally {
            JournalBench.delete(folder);
        }
    }

    private static Provider provider(Path jar, String name) throws Exception {
        URLClassLoader loader = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        return (Provider) loader.loadClass(name).getDeclaredConstructor().newInstance();
    }

    private static Step kept(@Nullable Provider provider, PrivateKey key) throws GeneralSecurityException {
        Signature signature =
                provider == null ? Signature.getInstance("Ed25519") : Signature.getInstance("Ed25519", provider);
        return () -> {
            signature.initSign(key);
            signature.update(BYTES);
            signature.sign();
        };
    }

    /** The first round warms up. */
    private static Map<String, List<Long>> measured(Map<String, Step> steps) throws Exception {
        Map<String, List<Long>> nanos = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Map.Entry<String, Step> step : steps.entrySet()) {
                List<Long> its = nanos.computeIfAbsent(step.getKey(), name -> new ArrayList<>());
                long end = System.nanoTime() + EACH.toNanos();
                for (long start = System.nanoTime(); start < end; start = System.nanoTime()) {
                    step.getValue().run();
                    if (round > 0) {
                        its.add(System.nanoTime() - start);
                    }
                }
            }
        }
        return nanos;
    }

    private static void print(Map<String, List<Long>> nanos) {
        System.out.println("| What | p50 µs | p99 µs | times a note |\n|---|---:|---:|---:|");
        double note = at(nanos.values().iterator().next(), 0.5);
        nanos.forEach((name, all) -> System.out.println(String.format(
                Locale.ROOT, "| %s | %.0f | %.0f | %.2f |", name, at(all, 0.5), at(all, 0.99), at(all, 0.5) / note)));
    }

    private static double at(List<Long> nanos, double quantile) {
        List<Long> sorted = nanos.stream().sorted().toList();
        return sorted.get((int) ((sorted.size() - 1) * quantile)) / 1e3;
    }
}
