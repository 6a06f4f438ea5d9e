package dev.docket.journal.postgres;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

/** Stands between a client and a PostgreSQL, and fails as a network does, in the middle of a commit. */
final class CuttingProxy implements AutoCloseable {
    enum Fault {
        NONE,
        /** Cuts the connection before the server hears the commit. */
        CUT_BEFORE_COMMIT,
        /** Cuts the connection before the client hears that the commit succeeded. */
        CUT_BEFORE_ANSWER,
        /** Says nothing more to either, from the answer on. */
        SILENT_BEFORE_ANSWER
    }

    private static final String COMMIT = "COMMIT\0";

    private final int serverPort;
    private final ServerSocket entrance;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final AtomicReference<Fault> next = new AtomicReference<>(Fault.NONE);

    CuttingProxy(int serverPort) throws IOException {
        this.serverPort = serverPort;
        entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.ofVirtual().start(this::accept);
    }

    /** The URL by way of this proxy; so that it sees commits, they are sent as text. */
    public String url(String direct) {
        return direct.replace(":" + serverPort + "/", ":" + entrance.getLocalPort() + "/") + "&prepareThreshold=0";
    }

    /** The next commit fails so; the one after it does not. */
    void failNext(Fault fault) {
        next.set(fault);
    }

    boolean hasFailed() {
        return next.get() == Fault.NONE;
    }

    @Override
    public void close() throws IOException {
        entrance.close();
        for (var socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (true) {
                var client = entrance.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                sockets.addAll(List.of(client, server));
                var silent = new AtomicBoolean();
                Thread.ofVirtual().start(() -> pass(client, server, Fault.CUT_BEFORE_COMMIT, silent));
                Thread.ofVirtual().start(() -> pass(server, client, Fault.CUT_BEFORE_ANSWER, silent));
            }
        } catch (IOException closed) {
            // the test is over
        }
    }

    private void pass(Socket from, Socket to, Fault cut, AtomicBoolean silent) {
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            var buffer = new byte[1 << 16];
            for (int length = in.read(buffer); length > 0 && !silent.get(); length = in.read(buffer)) {
                var text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
                if (text.contains(COMMIT) && fails(cut, silent)) {
                    break;
                }
                out.write(buffer, 0, length);
            }
        } catch (IOException cutElsewhere) {
            // so is this side
        }
        // Of a network that went silent nobody hears that the other end has closed.
        if (!silent.get()) {
            close(from);
            close(to);
        }
    }

    private boolean fails(Fault cut, AtomicBoolean silent) {
        if (cut == Fault.CUT_BEFORE_ANSWER && next.compareAndSet(Fault.SILENT_BEFORE_ANSWER, Fault.NONE)) {
            silent.set(true);
            return true;
        }
        return next.compareAndSet(cut, Fault.NONE);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
