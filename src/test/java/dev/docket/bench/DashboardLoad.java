package dev.docket.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.json.CanonicalJson;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/** What a service meets on a working day, in a few minutes: all kinds of orders, some again, some changed, some wrong, one caller unknown. */
final class DashboardLoad implements AutoCloseable {
    private static final long SEED = 14;
    private static final int PER_SECOND = 60;
    private static final int STRANGE_ONE_IN = 4;
    private static final int ROUND = 20;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI service;
    private final Iterator<OrderSnapshot> plain =
            SampleOrders.history(SEED).map(PastOrder::snapshot).iterator();
    private final Iterator<OrderSnapshot> strange =
            SampleOrders.generate(SEED + 1).iterator();

    DashboardLoad(URI service) {
        this.service = service;
    }

    /** @return how many requests were sent */
    int run(Duration time) throws Exception {
        long begin = System.nanoTime();
        int sent = 0;
        for (int i = 0; System.nanoTime() - begin < time.toNanos(); i++) {
            byte[] order = CanonicalJson.of(i % STRANGE_ONE_IN == 0 ? strange.next() : plain.next());
            sent += switch (i % ROUND) {
                case 0 -> send("/v1/decisions", order, "") + send("/v1/decisions", order, "");
                case 1 -> send("/v1/decisions", changed(order), "") + send("/v1/decisions", order, "");
                case 2 -> send("/v1/decisions/dry-run", order, "");
                case 3 -> send("/v1/decisions", "{}".getBytes(UTF_8), "");
                case 4 -> send("/v1/decisions", order, "Bearer docket_nobody");
                default -> send("/v1/decisions", order, "");
            };
            long due = begin + TimeUnit.SECONDS.toNanos(1) * i / PER_SECOND;
            TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        }
        return sent;
    }

    private static byte[] changed(byte[] order) {
        return new String(order, UTF_8)
                .replaceFirst("\"orderId\":\"", "\"orderId\":\"X")
                .getBytes(UTF_8);
    }

    private int send(String path, byte[] body, String authorization) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .header("Content-Type", "application/json")
                .timeout(Duration.ofSeconds(30))
                .POST(BodyPublishers.ofByteArray(body));
        if (!authorization.isEmpty()) {
            request.header("Authorization", authorization);
        }
        client.send(request.build(), BodyHandlers.discarding());
        return 1;
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
