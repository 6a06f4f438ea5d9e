package dev.docket.peers;

import com.sun.management.OperatingSystemMXBean;
import dev.docket.peers.engine.Engine;
import dev.docket.peers.engine.Orders;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;

/**
 * A process that decides orders with one engine of Java, and says what it took. {@code answers} is answered with the fired rules of each
 * order, a line each. {@code run MILLIS} decides until the process, its collector included, has taken so much of the processor, and is
 * answered with the number of decisions and the nanoseconds that they took.
 */
final class Worker {
    private static final int BETWEEN_LOOKS = 16;

    private final Engine<?> engine;
    private final int orders;
    private int next;

    private Worker(Engine<?> engine, int orders) {
        this.engine = engine;
        this.orders = orders;
    }

    /** @param arguments the peer, and a file with an order a line */
    public static void main(String... arguments) throws IOException {
        // Whatever a library prints is no part of the conversation.
        PrintStream out = System.out;
        System.setOut(System.err);
        Orders orders = Orders.read(Path.of(arguments[1]));
        Engine<?> engine = Peer.valueOf(arguments[0]).engine(orders).orElseThrow();
        new Worker(engine, orders.size()).converse(out);
        System.exit(0);
    }

    private void converse(PrintStream out) throws IOException {
        out.println("ready");
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            String[] command = line.split(" ", 2);
            if (command[0].equals("answers")) {
                for (int i = 0; i < orders; i++) {
                    out.println(String.join(",", new TreeSet<>(engine.firedFor(i))));
                }
            } else {
                out.println(run(Long.parseLong(command[1])));
            }
        }
    }

    private String run(long millis) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long began = system.getProcessCpuTime();
        long end = began + TimeUnit.MILLISECONDS.toNanos(millis);
        long decisions = 0;
        do {
            for (int i = 0; i < BETWEEN_LOOKS; i++) {
                engine.decide(next);
                next = next + 1 == orders ? 0 : next + 1;
            }
            decisions += BETWEEN_LOOKS;
        } while (system.getProcessCpuTime() < end);
        return decisions + " " + (system.getProcessCpuTime() - began);
    }
}
