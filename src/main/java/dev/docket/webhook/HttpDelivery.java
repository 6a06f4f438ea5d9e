package dev.docket.webhook;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.SocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * Sends by HTTP/1.1 with the client that Quarkus brings: it connects to the address that was checked, while TLS asks for the name. One
 * connection is kept open between events.
 */
public final class HttpDelivery implements Delivery, AutoCloseable {
    private static final int GONE = 410;
    private static final int HUNDRED = 100;
    private static final int GOOD = 2;
    private static final int REDIRECT = 3;
    private static final int MOST_ANSWER_BYTES = 64 << 10;
    private static final int MOST_HEADER_BYTES = 16 << 10;
    /** Many servers close after five. */
    private static final int IDLE_SECONDS = 4;

    private static final String AGENT = "docket";

    private final Receiver receiver;
    private final Limits limits;
    private final InstantSource clock;
    private final Addresses addresses;
    private final HttpClient client;
    private long turn;

    /**
     * How long to wait.
     *
     * @param connecting for a connection
     * @param answering for the status of the answer, connecting included
     * @param ending for the rest of the answer
     */
    record Limits(Duration connecting, Duration answering, Duration ending) {
        static final Limits USUAL = new Limits(Duration.ofSeconds(5), Duration.ofSeconds(15), Duration.ofSeconds(2));
    }

    public HttpDelivery(Vertx vertx, Receiver receiver, InstantSource clock) {
        this(vertx, receiver, clock, Limits.USUAL, InetAddress::getAllByName);
    }

    HttpDelivery(Vertx vertx, Receiver receiver, InstantSource clock, Limits limits, Addresses.Resolver resolver) {
        this.receiver = receiver;
        this.limits = limits;
        this.clock = clock;
        addresses = new Addresses(resolver);
        HttpClientOptions options = new HttpClientOptions()
                .setProtocolVersion(HttpVersion.HTTP_1_1)
                .setConnectTimeout((int) limits.connecting().toMillis())
                .setSslHandshakeTimeout(limits.connecting().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setKeepAliveTimeout(IDLE_SECONDS)
                .setMaxHeaderSize(MOST_HEADER_BYTES)
                .setVerifyHost(true);
        receiver.authorities()
                .ifPresent(file -> options.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())));
        client = vertx.createHttpClient(options, new PoolOptions().setHttp1MaxSize(1));
    }

    @Override
    public Reply send(String id, byte[] body) throws InterruptedException {
        Instant now = clock.instant();
        try {
            List<InetAddress> allowed = addresses.of(receiver);
            // A host with several addresses is tried at another one the next time.
            InetAddress address = allowed.get((int) (turn % allowed.size()));
            String signature = SigningSecrets.read(receiver.secretFile()).signature(id, now.getEpochSecond(), body);
            RequestOptions options = new RequestOptions()
                    .setMethod(HttpMethod.POST)
                    .setSsl(receiver.isTls())
                    .setServer(SocketAddress.inetSocketAddress(receiver.port(), address.getHostAddress()))
                    .setHost(receiver.url().getHost())
                    .setPort(receiver.port())
                    .setURI(receiver.target())
                    .setFollowRedirects(false)
                    .putHeader("Content-Type", "application/cloudevents+json")
                    .putHeader("User-Agent", AGENT)
                    .putHeader("webhook-id", id)
                    .putHeader("webhook-timestamp", Long.toString(now.getEpochSecond()))
                    .putHeader("webhook-signature", signature);
            Reply reply = reply(exchanged(options, body), now);
            if (!(reply instanceof Reply.Accepted)) {
                turn++;
            }
            return reply;
        } catch (UnknownHostException unknown) {
            return failed("the host has no address");
        } catch (Addresses.ForbiddenAddressException | IOException refused) {
            return failed(String.valueOf(refused.getMessage()));
        } catch (ExecutionException broken) {
            turn++;
            return failed(because(broken));
        } catch (TimeoutException late) {
            turn++;
            return failed("no answer in time");
        }
    }

    private static Reply.Failed failed(String because) {
        return new Reply.Failed(because, Optional.empty());
    }

    /** What an answer says before its body. */
    private record Head(int status, MultiMap headers) {}

    /** A receiver may close a connection that was idle just when it is used again. That is no failure: a new one is tried. */
    private Head exchanged(RequestOptions options, byte[] body)
            throws InterruptedException, ExecutionException, TimeoutException {
        try {
            return exchange(options, body);
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof HttpClosedException) {
                return exchange(options, body);
            }
            throw broken;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // what is reset is not waited for
    private Head exchange(RequestOptions options, byte[] body)
            throws InterruptedException, ExecutionException, TimeoutException {
        CompletableFuture<HttpClientRequest> sent = new CompletableFuture<>();
        CompletableFuture<Head> answered = new CompletableFuture<>();
        CompletableFuture<Boolean> ended = new CompletableFuture<>();
        client.request(options)
                .onSuccess(sent::complete)
                .compose(request -> request.send(Buffer.buffer(body)))
                .compose(response -> {
                    answered.complete(new Head(response.statusCode(), response.headers()));
                    return discarded(response);
                })
                .onFailure(answered::completeExceptionally)
                .onComplete(done -> ended.complete(done.succeeded()));
        boolean isWhole = false;
        try {
            Head head = answered.get(limits.answering().toMillis(), TimeUnit.MILLISECONDS);
            // Its status counts, whether its body ends or not; but only then can the connection be used again.
            isWhole = ended.completeOnTimeout(false, limits.ending().toMillis(), TimeUnit.MILLISECONDS)
                    .get();
            return head;
        } finally {
            if (!isWhole) {
                sent.thenAccept(HttpClientRequest::reset);
            }
        }
    }

    /** Completes at the end of an answer, or when enough of it was read. */
    private static Future<Void> discarded(HttpClientResponse response) {
        long[] bytes = {0};
        response.handler(part -> {
            bytes[0] += part.length();
            if (bytes[0] > MOST_ANSWER_BYTES) {
                response.request().reset();
            }
        });
        return response.end();
    }

    private static Reply reply(Head head, Instant now) {
        int status = head.status();
        if (status / HUNDRED == GOOD) {
            return new Reply.Accepted();
        }
        if (status == GONE) {
            return new Reply.Gone();
        }
        String header = head.headers().get("Retry-After");
        return new Reply.Failed(
                status / HUNDRED == REDIRECT
                        ? "it answers " + status + ", and redirects are not followed"
                        : "it answers " + status,
                header == null ? Optional.empty() : RetryAfter.parse(header.strip(), now));
    }

    // Messages of the network may quote addresses and what was sent; what kind of failure it is says enough.
    private static String because(ExecutionException broken) {
        Optional<Throwable> first = Optional.ofNullable(broken.getCause());
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            if (cause instanceof SSLException) {
                return "TLS fails: its certificate is not trusted, or is not for this host";
            }
        }
        return "it cannot be reached (" + first.orElse(broken).getClass().getSimpleName() + ")";
    }

    @Override
    public void close() {
        client.close();
    }
}
