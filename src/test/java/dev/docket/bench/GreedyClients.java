package dev.docket.bench;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How a normal caller fares while slow and greedy ones are at work: decisions per second and the 99th percentile. Needs nothing
 * but a JDK and a running service on this machine: {@code java src/test/java/dev/docket/bench/GreedyClients.java URL}. Each
 * attack is bounded in connections and ends after a few seconds; the attackers call from 127.0.0.2.
 */
public final class GreedyClients {
    private static final Duration WARM_UP = Duration.ofSeconds(3);
    private static final Duration MEASURED = Duration.ofSeconds(8);
    private static final int CALLERS = 4;

    private final URI service;
    private final String exportPath = System.getProperty("export", "/v1/decisions/export.ndjson");
    private final AtomicBoolean isOver = new AtomicBoolean();
    private final List<Socket> sockets = new ArrayList<>();

    private GreedyClients(URI service) {
        this.service = service;
    }

    private interface Attack {
        void begin(GreedyClients clients, ExecutorService threads);
    }

    /** @param arguments the URL of a service on this machine */
    @SuppressWarnings("SystemOut") // the report
    public static void main(String... arguments) throws Exception {
        URI service = URI.create(arguments[0]);
        if (!InetAddress.getByName(service.getHost()).isLoopbackAddress()) {
            throw new IllegalArgumentException("only a service on this machine");
        }
        measure(service, "nobody else (to warm up)", (clients, threads) -> {});
        measure(service, "nobody else", (clients, threads) -> {});
        measure(service, "200 slow batches", (clients, threads) -> clients.repeat(threads, 200, clients::slowBatch));
        measure(
                service,
                "200 slow bodies of 1 MiB",
                (clients, threads) -> clients.repeat(threads, 200, clients::slowBody));
        measure(
                service,
                "100 unread batches, full trace",
                (clients, threads) -> clients.repeat(threads, 100, clients::unreadBatch));
        measure(
                service,
                "100 unread exports",
                (clients, threads) -> clients.repeat(threads, 100, clients::unreadExport));
        measure(service, "250 searchers", (clients, threads) -> clients.repeat(threads, 250, clients::search));
        measure(service, "900 idle sockets", (clients, threads) -> clients.repeat(threads, 900, clients::idle));
    }

    @SuppressWarnings("SystemOut") // the report
    private static void measure(URI service, String name, Attack attack) throws Exception {
        GreedyClients clients = new GreedyClients(service);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            attack.begin(clients, threads);
            Thread.sleep(WARM_UP);
            clients.report(name);
            clients.stop();
        }
        Thread.sleep(1_000);
    }

    @SuppressWarnings("SystemOut") // the report
    private void report(String name) throws InterruptedException {
        ConcurrentLinkedQueue<Long> nanos = new ConcurrentLinkedQueue<>();
        AtomicInteger refused = new AtomicInteger();
        long until = System.nanoTime() + MEASURED.toNanos();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofPlatform().start(() -> decideUntil(until, nanos, refused)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        List<Long> sorted = nanos.stream().sorted().toList();
        System.out.println(String.format(
                Locale.ROOT,
                "%-32s %7.0f decisions/s  p50 %7.1f ms  p99 %7.1f ms  failed %d",
                name,
                sorted.size() / (double) MEASURED.toSeconds(),
                at(sorted, 0.5),
                at(sorted, 0.99),
                refused.get()));
    }

    private static double at(List<Long> sorted, double share) {
        return sorted.isEmpty() ? Double.NaN : sorted.get((int) ((sorted.size() - 1) * share)) / 1e6;
    }

    private void decideUntil(long until, ConcurrentLinkedQueue<Long> nanos, AtomicInteger refused) {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        while (System.nanoTime() < until) {
            long began = System.nanoTime();
            try {
                int status = client.send(
                                HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                                        .timeout(Duration.ofSeconds(8))
                                        .header("Content-Type", "application/json")
                                        .POST(HttpRequest.BodyPublishers.ofString(order()))
                                        .build(),
                                HttpResponse.BodyHandlers.ofByteArray())
                        .statusCode();
                if (status == 201) {
                    nanos.add(System.nanoTime() - began);
                } else {
                    refused.incrementAndGet();
                }
            } catch (IOException failed) {
                refused.incrementAndGet();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private static String order() {
        return "{\"requestId\":\"" + UUID.randomUUID() + "\",\"checkpoint\":\"ENTRY\",\"order\":{\"orderId\":\"SO-1\","
                + "\"currency\":\"USD\",\"createdAt\":\"2026-03-02T09:00:00Z\",\"netAmount\":100,\"lines\":[{\"lineId\":\"1\","
                + "\"itemId\":\"a\",\"orderedQty\":10,\"unitPrice\":10}]},\"customer\":{\"customerId\":\"C\"}}";
    }

    private interface Greed {
        void run(Socket socket) throws IOException, InterruptedException;
    }

    private void repeat(ExecutorService threads, int count, Greed greed) {
        for (int i = 0; i < count; i++) {
            threads.execute(() -> {
                while (!isOver.get()) {
                    try (Socket socket = open()) {
                        greed.run(socket);
                    } catch (IOException dropped) {
                        // It tries again, as long as it may.
                        pause(500);
                    } catch (InterruptedException stopped) {
                        return;
                    }
                }
            });
        }
    }

    private Socket open() throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.bind(new InetSocketAddress("127.0.0.2", 0));
        socket.connect(new InetSocketAddress(service.getHost(), service.getPort()), 5_000);
        synchronized (sockets) {
            sockets.add(socket);
        }
        return socket;
    }

    private void stop() {
        isOver.set(true);
        synchronized (sockets) {
            for (Socket socket : sockets) {
                try {
                    socket.close();
                } catch (IOException closedAlready) {
                    // that is what is wanted
                }
            }
        }
    }

    private static void pause(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private static OutputStream head(Socket socket, String head) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((head + "\r\nHost: localhost\r\n").getBytes(US_ASCII));
        return out;
    }

    private void slowBatch(Socket socket) throws IOException {
        OutputStream out = head(socket, "POST /v1/decisions/batch HTTP/1.1");
        out.write("Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
        trickle(out, "1\r\n \r\n");
    }

    private void slowBody(Socket socket) throws IOException {
        OutputStream out = head(socket, "POST /v1/decisions HTTP/1.1");
        out.write("Content-Type: application/json\r\nContent-Length: 1048576\r\n\r\n".getBytes(US_ASCII));
        out.write(" ".repeat(70_000).getBytes(US_ASCII));
        trickle(out, " ");
    }

    private void trickle(OutputStream out, String part) throws IOException {
        while (!isOver.get()) {
            out.write(part.getBytes(US_ASCII));
            out.flush();
            pause(2_500);
        }
    }

    private void unreadBatch(Socket socket) throws IOException {
        OutputStream out = head(socket, "POST /v1/decisions/batch?trace=full HTTP/1.1");
        out.write("Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(US_ASCII));
        while (!isOver.get()) {
            String line = order() + "\n";
            out.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(US_ASCII));
        }
    }

    private void unreadExport(Socket socket) throws IOException {
        head(socket, "GET " + exportPath + " HTTP/1.1")
                .write("Accept: application/x-ndjson\r\n\r\n".getBytes(US_ASCII));
        readOnceASecond(socket.getInputStream());
    }

    private void readOnceASecond(InputStream in) throws IOException {
        while (!isOver.get() && in.read() >= 0) {
            pause(1_000);
        }
    }

    private void search(Socket socket) throws IOException {
        OutputStream out = socket.getOutputStream();
        byte[] answer = new byte[65_536];
        while (!isOver.get()) {
            out.write("GET /v1/decisions?limit=500&warehouse=none HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .getBytes(US_ASCII));
            if (socket.getInputStream().read(answer) < 0) {
                return;
            }
        }
    }

    private void idle(Socket socket) throws IOException {
        readOnceASecond(socket.getInputStream());
    }
}
