package dev.docket.measure;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;

/** A section of {@code docs/performance.md} that a measurement writes again; the others stay. */
public final class Section {
    private static final Path DOCUMENT = Path.of("docs", "performance.md");

    private Section() {}

    /** Puts the text under this heading, at the end if there is no such heading yet. */
    public static void write(String heading, String text) throws IOException {
        Files.writeString(DOCUMENT, replaced(Files.readString(DOCUMENT), heading, text));
        System.out.println("written to " + DOCUMENT);
    }

    /** The document with this text under this heading. */
    static String replaced(String document, String heading, String text) {
        String title = "\n## " + heading + "\n";
        int at = document.indexOf(title);
        if (at < 0) {
            return document.stripTrailing() + "\n" + title + "\n" + text.strip() + "\n";
        }
        int next = document.indexOf("\n## ", at + title.length());
        String rest = next < 0 ? "" : document.substring(next);
        return document.substring(0, at) + title + "\n" + text.strip() + "\n" + rest;
    }

    /** When and where: {@code on 2026-12-01: 2 cores, JDK 25, Linux amd64, load average 3.1 at the end}. */
    public static String place() {
        return String.format(
                Locale.ROOT,
                "on %s: %d cores, JDK %s, %s %s, load average %.1f at the end",
                LocalDate.now(ZoneOffset.UTC),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
}
