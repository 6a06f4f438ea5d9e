package dev.docket.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a service process holds, as the operating system and its own metrics have it.
 *
 * @param heapMegabytes used, right after a full collection
 * @param metaspaceMegabytes used by classes
 * @param residentMegabytes of the whole process
 * @param files open file handles, sockets included
 */
record ServiceFigures(
        double heapMegabytes, double metaspaceMegabytes, double residentMegabytes, int threads, int files) {
    private static final double MEGABYTE = 1 << 20;

    /** Collects its garbage and looks at it. Linux only. */
    static ServiceFigures of(long pid, URI service) throws IOException, InterruptedException {
        new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(pid),
                        "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        String metrics = get(service.resolve("/q/metrics"));
        Path proc = Path.of("/proc", Long.toString(pid));
        String status = Files.readString(proc.resolve("status"));
        try (Stream<Path> open = Files.list(proc.resolve("fd"))) {
            return new ServiceFigures(
                    sum(metrics, "(?m)^jvm_memory_used_bytes\\{area=\"heap\".*\\} (\\S+)$") / MEGABYTE,
                    sum(
                                    metrics,
                                    "(?m)^jvm_memory_used_bytes\\{area=\"nonheap\",id=\"(?:Metaspace|Compressed Class"
                                            + " Space)\".*\\} (\\S+)$")
                            / MEGABYTE,
                    sum(status, "(?m)^VmRSS:\\s+(\\d+) kB$") * 1024 / MEGABYTE,
                    (int) sum(status, "(?m)^Threads:\\s+(\\d+)$"),
                    (int) open.count());
        }
    }

    private static String get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString())
                    .body();
        }
    }

    private static double sum(String text, String pattern) {
        double sum = 0;
        for (Matcher found = Pattern.compile(pattern).matcher(text); found.find(); ) {
            sum += Double.parseDouble(found.group(1));
        }
        return sum;
    }
}
