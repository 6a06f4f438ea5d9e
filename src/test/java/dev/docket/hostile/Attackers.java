package dev.docket.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that run one attack at a time, from an address of their own, until this is closed. */
public final class Attackers implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.2";
    private static final int PAUSE_MILLIS = 500;
    private static final int TRICKLE_MILLIS = 2_500;
    private static final String LENGTH = "content-length:";

    private final URI service;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger dropped = new AtomicInteger();
    private final AtomicInteger keptWaiting = new AtomicInteger();
    private final Queue<Long> refusedNanos = new ConcurrentLinkedQueue<>();
    private volatile boolean isOver;

    private Attackers(URI service) {
        this.service = service;
    }

    /**
     * Begins.
     *
     * @param service on this machine
     */
    public static Attackers start(URI service, Attack attack, int connections) {
        Attackers attackers = new Attackers(service);
        for (int i = 0; i < connections; i++) {
            attackers.threads.execute(() -> attackers.repeat(attack));
        }
        return attackers;
    }

    /** How many connections the service has ended so far. */
    public int dropped() {
        return dropped.get();
    }

    /** How long each 503 so far took, in ascending order. */
    public List<Long> refusedNanos() {
        return refusedNanos.stream().sorted().toList();
    }

    /** How many 429s there were so far: those who go on asking while they are refused wait for them. */
    public int keptWaiting() {
        return keptWaiting.get();
    }

    private void repeat(Attack attack) {
        while (!isOver) {
            try (Socket socket = open()) {
                attack.run(socket, this);
                dropped.incrementAndGet();
            } catch (IOException ended) {
                dropped.incrementAndGet();
            }
            // It tries again, as long as it may.
            pause(PAUSE_MILLIS);
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.bind(new InetSocketAddress(ADDRESS, 0));
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), 5_000);
        sockets.removeIf(Socket::isClosed);
        sockets.add(socket);
        return socket;
    }

    boolean isOver() {
        return isOver;
    }

    /** Sends so little that it could go on for ever. */
    void trickle(OutputStream out, String part) throws IOException {
        while (!isOver) {
            out.write(part.getBytes(US_ASCII));
            out.flush();
            pause(TRICKLE_MILLIS);
        }
    }

    /** Takes so little that an answer would take for ever. */
    void readSlowly(Socket socket) throws IOException {
        while (!isOver && socket.getInputStream().read() >= 0) {
            pause(2 * PAUSE_MILLIS);
        }
    }

    /** Reads one answer that has a length, and takes down how long a refusal took. */
    void readAnswer(InputStream in) throws IOException {
        long began = System.nanoTime();
        String status = line(in);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, LENGTH, 0, LENGTH.length())) {
                length = Integer.parseInt(header.substring(LENGTH.length()).strip());
            }
        }
        in.skipNBytes(length);
        if (status.contains(" 503 ")) {
            refusedNanos.add(System.nanoTime() - began);
        } else if (status.contains(" 429 ")) {
            keptWaiting.incrementAndGet();
        }
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the service ended the connection");
            }
            line.append((char) read);
        }
        return line.toString().strip();
    }

    private static void pause(int millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        isOver = true;
        threads.shutdownNow();
        for (Socket socket : sockets) {
            try {
                socket.close();
            } catch (IOException closedAlready) {
                // that is what is wanted
            }
        }
        threads.close();
    }
}
