package dev.docket.cli.replay;

import dev.docket.json.JsonWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say how a replay is reported. */
public final class ReportOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    private String format = "text";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE})")
    void setFormat(String format) {
        if (!format.equals("text") && !format.equals("json")) {
            throw new ParameterException(command.commandLine(), "--format must be text or json, not " + format);
        }
        this.format = format;
    }

    @Option(names = "--html", paramLabel = "FILE", description = "also write the report as an HTML page with charts")
    private @Nullable Path html;

    /**
     * Writes and prints it.
     *
     * @return the command's exit code: 0 if every decision was reproduced
     */
    public int report(FinishedReplay finished) throws IOException {
        if (html != null) {
            Files.writeString(html, ReplayPage.of(finished));
        }
        PrintWriter out = command.commandLine().getOut();
        if (format.equals("json")) {
            out.println(json(finished));
        } else {
            ReplayText.of(finished).forEach(out::println);
        }
        out.flush();
        return finished.isReproduced() ? 0 : 1;
    }

    private static String json(FinishedReplay finished) {
        return new String(
                new JsonWriter()
                        .beginObject()
                        .field("tried", finished.tried())
                        .field("question", finished.question())
                        .field("isReproduced", finished.isReproduced())
                        .field("report", finished.report())
                        .endObject()
                        .bytes(),
                StandardCharsets.UTF_8);
    }
}
