package dev.docket.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.Locale;

/** What one slow or greedy client does on one connection. Several run it side by side, and each starts again when it is dropped. */
public enum Attack {
    SLOW_BATCH("slow batches", 200) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            OutputStream out = head(socket, "POST /v1/decisions/batch", CHUNKED_LINES);
            attackers.trickle(out, "1\r\n \r\n");
        }
    },
    SLOW_BODY("slow bodies of 1 MiB", 200) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            OutputStream out =
                    head(socket, "POST /v1/decisions", "Content-Type: application/json\r\nContent-Length: 1048576");
            out.write(" ".repeat(70_000).getBytes(US_ASCII));
            attackers.trickle(out, " ");
        }
    },
    SLOW_HEAD("slow headers", 200) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            OutputStream out = socket.getOutputStream();
            out.write("GET /v1/bundle HTTP/1.1\r\n".getBytes(US_ASCII));
            attackers.trickle(out, "X: y\r\n");
        }
    },
    UNREAD_BATCH("unread batches, full trace", 100) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            OutputStream out = head(socket, "POST /v1/decisions/batch?trace=full", CHUNKED_LINES);
            while (!attackers.isOver()) {
                String line = NormalCaller.order() + "\n";
                out.write(String.format(Locale.ROOT, "%x\r\n%s\r\n", line.length(), line)
                        .getBytes(US_ASCII));
            }
        }
    },
    UNREAD_EXPORT("unread exports", 100) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            head(socket, "GET /v1/decisions/export.ndjson", "Accept: application/x-ndjson");
            attackers.readSlowly(socket);
        }
    },
    SEARCHER("searchers", 250) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!attackers.isOver()) {
                head(socket, "GET /v1/decisions?limit=500&warehouse=none", "Accept: application/json");
                attackers.readAnswer(in);
            }
        }
    },
    DECIDER("deciders without pause", 400) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            InputStream in = new BufferedInputStream(socket.getInputStream());
            while (!attackers.isOver()) {
                String order = NormalCaller.order();
                OutputStream out = head(
                        socket,
                        "POST /v1/decisions/dry-run",
                        "Content-Type: application/json\r\nContent-Length: " + order.length());
                out.write(order.getBytes(US_ASCII));
                attackers.readAnswer(in);
            }
        }
    },
    IDLE("idle sockets", 900) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            attackers.readSlowly(socket);
        }
    },
    HTTP2_STREAMS("3,000 batches on one HTTP/2 connection", 1) {
        @Override
        void run(Socket socket, Attackers attackers) throws IOException {
            Http2Socket http2 = new Http2Socket(socket);
            for (int i = 0; i < 3_000; i++) {
                http2.begin("POST", "/v1/decisions/batch", "content-type", "application/x-ndjson");
            }
            while (!attackers.isOver() && http2.read().isPresent()) {
                // It keeps its streams open and reads what it gets for them.
            }
        }
    };

    private static final String CHUNKED_LINES = "Content-Type: application/x-ndjson\r\nTransfer-Encoding: chunked";

    private final String title;
    private final int connections;

    Attack(String title, int connections) {
        this.title = title;
        this.connections = connections;
    }

    /** On how many connections it is run to measure its effect. */
    public int connections() {
        return connections;
    }

    /** What to call so many of them. */
    public String title(int count) {
        return count == 1 ? title : String.format(Locale.ROOT, "%d %s", count, title);
    }

    abstract void run(Socket socket, Attackers attackers) throws IOException;

    private static OutputStream head(Socket socket, String request, String headers) throws IOException {
        OutputStream out = socket.getOutputStream();
        out.write((request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "\r\n\r\n").getBytes(US_ASCII));
        return out;
    }
}
