package dev.docket.api.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.load.RequestRates;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections to a real server, which looks after them. */
@Timeout(60)
class ConnectionsTest {
    private static final int MOST = 3;
    private static final byte[] REQUEST = "GET / HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(US_ASCII);

    private final Vertx vertx = Vertx.vertx();
    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Test
    void of_one_address_so_many_stay_open_and_no_more_and_others_are_let_in() throws IOException {
        Connections connections = new Connections(vertx, settings());
        HttpServer server = vertx.createHttpServer()
                .requestHandler(request -> request.response().end("!"))
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        for (int i = 0; i < MOST + 2; i++) {
            open("127.0.0.9", server.actualPort());
        }

        long answered = answered();
        while (answered > MOST) { // it looks once a second
            answered = answered();
        }

        assertThat(answered).isEqualTo(MOST);
        assertThat(isAnswered(open("127.0.0.10", server.actualPort()))).isTrue();
        assertThat(connections.inProgress()).isZero();
    }

    private long answered() {
        return sockets.stream().filter(ConnectionsTest::isAnswered).count();
    }

    private static boolean isAnswered(Socket socket) {
        try {
            socket.getOutputStream().write(REQUEST);
            int next = socket.getInputStream().read();
            while (next >= 0 && next != '!') {
                next = socket.getInputStream().read();
            }
            return next >= 0;
        } catch (IOException ended) {
            return false;
        }
    }

    private Socket open(String from, int port) throws IOException {
        Socket socket = new Socket();
        sockets.add(socket);
        socket.bind(new InetSocketAddress(from, 0));
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 5_000);
        return socket;
    }

    private static HttpSettings settings() {
        return new HttpSettings(
                1_000, 4_000, 4_000, MOST, new RequestRates(0, 0, 0, 0), new Hosts(Set.of(), Set.of()), false, false);
    }
}
