package dev.docket.journal;

import static dev.docket.journal.Entries.anEntry;

import java.nio.file.Path;
import java.util.SplittableRandom;

/** Appends from many threads and prints each acknowledged decision id and sequence, until it is killed. */
final class AppendUntilKilled {
    static final int THREADS = 24;
    static final int LARGEST = 16_000;

    private AppendUntilKilled() {}

    /** @param args the folder, the name of the round, a seed */
    public static void main(String[] args) {
        var journal = SqliteJournal.open(Path.of(args[0]));
        var seeds = new SplittableRandom(Long.parseLong(args[2]));
        for (int thread = 0; thread < THREADS; thread++) {
            var random = seeds.split();
            var name = args[1] + "-" + thread + "-";
            Thread.ofPlatform().start(() -> append(journal, name, random));
        }
    }

    private static void append(Journal journal, String name, SplittableRandom random) {
        for (int i = 0; ; i++) {
            var entry = anEntry(name + i, random.nextInt(LARGEST));
            // Now and then a caller's retry arrives while the first call still waits.
            var retry = random.nextInt(10) == 0 ? journal.append(entry) : journal.append(anEntry(name + "0"));
            print(journal.append(entry).join());
            retry.join();
        }
    }

    // One line in one call: the parent only believes whole lines.
    private static void print(Appended appended) {
        var recorded = appended.recorded();
        var line = recorded.entry().decisionId() + " " + recorded.sequence() + "\n";
        synchronized (System.out) {
            System.out.print(line);
            System.out.flush();
        }
    }
}
