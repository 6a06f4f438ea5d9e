package dev.docket.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * What a journal has taken of the processor so far, in nanoseconds.
 *
 * @param writer the thread that writes batches, and for SQLite the one that folds the log beside it
 * @param process all threads of this process: whoever makes records and waits for them, and what compiles and collects garbage, too
 * @param server the processes of the database; 0 for SQLite
 */
record JournalCost(long writer, long process, long server) {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    /** @param server whose processes to count, too */
    static JournalCost now(DatabaseProcesses server) {
        return new JournalCost(writerNanos(), PROCESS.getProcessCpuTime(), server.nanos());
    }

    JournalCost since(JournalCost before) {
        return new JournalCost(writer - before.writer, process - before.process, server - before.server);
    }

    private static long writerNanos() {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(thread -> thread != null && thread.getThreadName().startsWith("docket-journal"))
                .mapToLong(thread -> THREADS.getThreadCpuTime(thread.getThreadId()))
                .sum();
    }

    /** What the present thread has taken. */
    static long ofThisThread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** What it has taken without the system's part. */
    static long userOfThisThread() {
        return THREADS.getCurrentThreadUserTime();
    }

    /** The processes of a database. */
    interface DatabaseProcesses {
        LongStream each();

        default long nanos() {
            return each().sum();
        }
    }

    /** Those that have this process as an ancestor: a server that the benchmark started. */
    static DatabaseProcesses children() {
        return () -> ProcessHandle.current()
                .descendants()
                .mapToLong(process ->
                        process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos());
    }

    /** None: the store is a file. */
    static DatabaseProcesses none() {
        return LongStream::empty;
    }
}
