package dev.docket.peers;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** A worker's process, seen from outside. */
final class Contestant implements AutoCloseable {
    private final Peer peer;
    private final Process process;
    private final BufferedReader answers;
    private final Writer commands;

    private Contestant(Peer peer, Process process) {
        this.peer = peer;
        this.process = process;
        this.answers = process.inputReader();
        this.commands = process.outputWriter();
    }

    /** Starts a process of its own for an engine, so that none warms up, or slows, another. */
    static Contestant start(Peer peer, Path orders, Path node) throws IOException {
        List<String> command =
                switch (peer.home()) {
                    case Peer.InJava java ->
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java")
                                        .toString(),
                                "-Xmx1g",
                                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Worker.class.getName(),
                                peer.name(),
                                orders.toString());
                    case Peer.InNode(String module) ->
                        List.of("node", node.resolve("worker.mjs").toString(), module, orders.toString());
                };
        Contestant contestant = new Contestant(
                peer,
                new ProcessBuilder(command)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start());
        String greeting = contestant.line();
        if (!greeting.equals("ready")) {
            contestant.close();
            throw new IOException(peer.title() + " said '" + greeting + "'");
        }
        return contestant;
    }

    Peer peer() {
        return peer;
    }

    /** The fired rules of each order. */
    List<String> answers(int orders) throws IOException {
        say("answers");
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < orders; i++) {
            lines.add(line());
        }
        return lines;
    }

    /** Decides for so much processor time. @return that of a decision, in microseconds */
    double micros(long millis) throws IOException {
        say("run " + millis);
        String[] figures = line().split(" ", 2);
        return Double.parseDouble(figures[1]) / 1e3 / Double.parseDouble(figures[0]);
    }

    @Override
    public void close() {
        process.destroy();
    }

    private void say(String command) throws IOException {
        commands.write(command + "\n");
        commands.flush();
    }

    private String line() throws IOException {
        return Objects.requireNonNullElse(answers.readLine(), "nothing, and ended");
    }
}
