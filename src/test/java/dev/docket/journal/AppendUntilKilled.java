package dev.docket.journal;

import static dev.docket.journal.Entries.aClaim;
import static dev.docket.journal.Entries.anEntry;

import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CyclicBarrier;

/**
 * Appends from many threads and prints each acknowledged decision id and sequence, until it is killed. Some decisions are claimed, which
 * is printed with {@link #CLAIM} before the id.
 */
final class AppendUntilKilled {
    static final int THREADS = 24;
    static final String CLAIM = "claim:";

    private static final int CLAIMED = 5;

    // Most are small, so that there are many; some need pages of their own.
    private static final int SMALL = 300;
    private static final int LARGE = 4_000;

    private AppendUntilKilled() {}

    // An answer that comes before its commit shows only when no later batch commits it at once: so every other round
    // pauses.
    private static final int BURST = 10;
    private static final Duration PAUSE = Duration.ofMillis(20);

    /**
     * @param args the folder, the name of the round, a seed, {@code steady} or {@code bursts}, and the URL of the database
     *     if it is not a file in the folder
     */
    public static void main(String[] args) {
        var folder = Path.of(args[0]);
        var journal = args.length > 4
                ? PostgresJournal.open(new PostgresSource(args[4], "", ""), folder)
                : SqliteJournal.open(folder);
        var turn =
                args[3].equals("bursts") ? new CyclicBarrier(THREADS, AppendUntilKilled::pause) : new CyclicBarrier(1);
        var seeds = new SplittableRandom(Long.parseLong(args[2]));
        for (int thread = 0; thread < THREADS; thread++) {
            var random = seeds.split();
            var name = args[1] + "-" + thread + "-";
            Thread.ofPlatform().start(() -> append(journal, name, random, turn));
        }
    }

    private static void append(Journal journal, String name, SplittableRandom random, CyclicBarrier turn) {
        for (int i = 0; ; i++) {
            var entry = anEntry(name + i, random.nextInt(random.nextInt(10) == 0 ? LARGE : SMALL));
            // Now and then a caller's retry arrives while the first call still waits.
            var retry = random.nextInt(10) == 0 ? journal.append(entry) : journal.append(anEntry(name + "0"));
            print("", journal.append(entry).join().recorded());
            retry.join();
            if (i % CLAIMED == 0
                    && journal.append(aClaim(name + i, 1, "key:anna")).join() instanceof AppendedWork.New claim) {
                print(CLAIM, claim.recorded());
            }
            if (i % BURST == 0) {
                await(turn);
            }
        }
    }

    private static void await(CyclicBarrier turn) {
        try {
            turn.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    // One line in one call: the parent only believes whole lines.
    private static void print(String what, Recorded<?> recorded) {
        var id = recorded.entry() instanceof WorkEntry work
                ? work.decisionId()
                : ((DecisionEntry) recorded.entry()).decisionId();
        var line = what + id + " " + recorded.position().sequence() + "\n";
        synchronized (System.out) {
            System.out.print(line);
            System.out.flush();
        }
    }
}
