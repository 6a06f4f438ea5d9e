package dev.docket.it;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A real proxy in front of two nodes, as {@code deploy/proxy} has it, on ports of its own. */
final class Proxy implements AutoCloseable {
    private final Process process;
    private final URI uri;

    private Proxy(Process process, URI uri) {
        this.process = process;
        this.uri = uri;
    }

    /** HAProxy, with its page of states on a port. */
    static Proxy haproxy(Path folder, List<Integer> nodes, int statePort) throws IOException, InterruptedException {
        Path program = installed("haproxy");
        int port = freePort();
        Path file = configured(
                "haproxy.cfg",
                folder,
                Map.of("8000", port, "8081", nodes.get(0), "8082", nodes.get(1), "8404", statePort));
        return started(folder, port, program.toString(), "-db", "-f", file.toString());
    }

    static Proxy nginx(Path folder, List<Integer> nodes) throws IOException, InterruptedException {
        Path program = installed("nginx");
        int port = freePort();
        Path file = configured("nginx.conf", folder, Map.of("8000", port, "8081", nodes.get(0), "8082", nodes.get(1)));
        return started(
                folder, port, program.toString(), "-p", folder.toString(), "-c", file.toString(), "-g", "daemon off;");
    }

    URI uri() {
        return uri;
    }

    static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Path installed(String program) {
        Path path = Path.of("/usr/sbin", program);
        assumeThat(path)
                .as("%s is not installed (Debian: apt install %s)", program, program)
                .isExecutable();
        return path;
    }

    private static Path configured(String name, Path folder, Map<String, Integer> ports) throws IOException {
        String text = Files.readString(Path.of("deploy", "proxy", name));
        for (Map.Entry<String, Integer> port : ports.entrySet()) {
            text = text.replace("127.0.0.1:" + port.getKey(), "127.0.0.1:" + port.getValue());
        }
        return Files.writeString(folder.resolve(name), text);
    }

    private static Proxy started(Path folder, int port, String... command) throws IOException, InterruptedException {
        Path log = folder.resolve(Path.of(command[0]).getFileName() + ".log");
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        URI uri = URI.create("http://127.0.0.1:" + port);
        for (int attempt = 0; process.isAlive() && attempt < 300; attempt++) {
            try {
                Callers.get(uri.resolve("/q/health/live"));
                return new Proxy(process, uri);
            } catch (IOException notYet) {
                Thread.sleep(100);
            }
        }
        process.destroyForcibly();
        throw new IllegalStateException(command[0] + " does not start: " + Files.readString(log));
    }

    @Override
    public void close() {
        // Its workers first: killed, it could not end them.
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
