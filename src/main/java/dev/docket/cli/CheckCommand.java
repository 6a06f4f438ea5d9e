package dev.docket.cli;

import dev.docket.rules.RuleCheck;
import dev.docket.service.bundle.CheckRules;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** {@code ./docket check [RULES]}. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = "Compile a rule folder, run its cases, and report what the cases leave untested.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:the folder is fit for use", "1:there are errors to fix", "2:wrong usage"})
public final class CheckCommand implements Callable<Integer> {
    @Parameters(
            arity = "0..1",
            paramLabel = "RULES",
            description = "the folder (default: the rules that come with Docket)")
    private @Nullable Path folder;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            converter = FormatName.class,
            description = "text, json or sarif (default: text)")
    private Format format = Format.TEXT;

    @Option(
            names = "--coverage",
            description = "also list, for each rule, the cases in which it fires, does not fire and is not evaluated")
    private boolean coverage;

    @Option(
            names = "--graph",
            paramLabel = "FILE.dot",
            description =
                    "also write how rules depend on each other through exceptions, for Graphviz: dot -Tsvg FILE > rules.svg")
    private @Nullable Path graph;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The format of the report. */
    enum Format {
        TEXT,
        JSON,
        SARIF
    }

    /** Parses the lower-case name shown in the help. */
    static final class FormatName implements ITypeConverter<Format> {
        @Override
        public Format convert(String name) {
            return Arrays.stream(Format.values())
                    .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst()
                    .orElseThrow(
                            () -> new TypeConversionException("'%s' is not one of text, json, sarif".formatted(name)));
        }
    }

    @Override
    public Integer call() {
        if (graph != null && !graph.toString().endsWith(".dot")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--graph writes a .dot file, not %s. Maybe --graph rules.dot, then dot -Tsvg rules.dot > rules.svg?"
                            .formatted(graph));
        }
        Path checked = folder == null ? shipped() : folder;
        long start = System.nanoTime();
        RuleCheck.Result report;
        try {
            report = new CheckRules().check(checked);
            draw(report);
        } catch (UncheckedIOException unreadable) {
            say(spec.commandLine().getErr(), String.valueOf(unreadable.getMessage()));
            return 2;
        }
        long milliseconds = Duration.ofNanos(System.nanoTime() - start).toMillis();
        say(
                spec.commandLine().getOut(),
                switch (format) {
                    case TEXT -> (coverage ? CheckReport.coverage(report) : "") + text(report, milliseconds);
                    case JSON -> new String(CheckReport.json(report, milliseconds, coverage), StandardCharsets.UTF_8);
                    case SARIF -> new String(CheckReport.sarif(report), StandardCharsets.UTF_8);
                });
        return report.passed() ? 0 : 1;
    }

    /** Draws only rules that compile: the report says what is wrong with others. */
    private void draw(RuleCheck.Result report) {
        if (graph == null || report.rules() == 0) {
            return;
        }
        try {
            Files.writeString(graph, report.graph());
        } catch (IOException unwritable) {
            throw new UncheckedIOException("cannot write " + unwritable.getMessage(), unwritable);
        }
    }

    private static Path shipped() {
        String home = System.getenv("DOCKET_HOME");
        return home == null ? Path.of("rules") : Path.of(home, "rules");
    }

    private static String text(RuleCheck.Result report, long milliseconds) {
        StringBuilder text = new StringBuilder();
        Stream.concat(report.problems().stream(), report.findings().stream())
                .forEach(problem -> text.append(problem).append(System.lineSeparator()));
        return text.append(String.format(
                        Locale.ROOT,
                        "%s: %d rules, %d cases, %d errors, %d warnings, %d ms",
                        report.passed() ? "ok" : "failed",
                        report.rules(),
                        report.cases(),
                        report.problems().size(),
                        report.findings().size(),
                        milliseconds))
                .toString();
    }

    private static void say(PrintWriter out, String text) {
        out.println(text);
        out.flush();
    }
}
