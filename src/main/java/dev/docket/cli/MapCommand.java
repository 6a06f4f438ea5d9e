package dev.docket.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.SharedBundle;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.AnswerForm;
import dev.docket.service.DecisionMeter;
import dev.docket.service.DocumentIntake;
import dev.docket.service.MappedDocument;
import dev.docket.service.UnanswerableException;
import dev.docket.service.decide.DecideOffline;
import dev.docket.text.Suggestion;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./docket map FILE --mapping NAME}. */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Show what a mapping makes of a document: the order, what of the document is not used, what stays absent;",
            "of each order, if the document holds several.",
            "Records nothing."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the document becomes an order",
            "1:it does not, or a file, the rules or the model cannot be used",
            "2:wrong usage"
        })
public final class MapCommand implements Callable<Integer> {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Parameters(
            paramLabel = "FILE",
            description = "a document, or an envelope {\"document\": ..., \"masterData\": ...}; - reads standard input")
    private Path file = Path.of("-");

    @Option(names = "--mapping", paramLabel = "NAME", required = true, description = "a mapping of the rule folder")
    private String mapping = "";

    @Option(names = "--decide", description = "decide the order, too")
    private boolean decides;

    @Option(
            names = "--answer",
            paramLabel = "NAME",
            description = "print nothing but the answer to the document in this form, such as x12-855")
    private Optional<String> answer = Optional.empty();

    @Option(
            names = "--rules",
            paramLabel = "DIR",
            defaultValue = "rules",
            description = "folder of rules, parameters and mappings (default: ${DEFAULT-VALUE})")
    private Path rules = Path.of("rules");

    @Option(
            names = "--models",
            paramLabel = "DIR",
            defaultValue = "models",
            description =
                    "folder of trained models, or none to decide without a classifier (default: ${DEFAULT-VALUE})")
    private Path models = Path.of("models");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        try {
            byte[] document = file.toString().equals("-") ? System.in.readAllBytes() : Files.readAllBytes(file);
            Bundle bundle = BundleLoader.load(
                    rules, (!decides && answer.isEmpty()) || models.toString().equals("none") ? null : models);
            DocumentIntake intake =
                    new DocumentIntake(new ActiveBundle(new SharedBundle(bundle, () -> {}))::pin, DecisionMeter.NONE);
            Optional<DocumentIntake.Mapping> named = intake.mapping(mapping);
            if (named.isEmpty()) {
                err.println("docket: there is no mapping '%s' in %s. It has: %s.%s"
                        .formatted(
                                mapping,
                                rules,
                                String.join(", ", intake.names()),
                                Suggestion.didYouMean(mapping, intake.names())));
                return 1;
            }
            return answer.isEmpty() ? show(named.get(), document, bundle) : answer(named.get(), document, bundle);
        } catch (UnanswerableException unsaid) {
            err.println("docket: " + unsaid.getMessage());
        } catch (BundleException unusable) {
            err.println("docket: " + unusable.getMessage());
        } catch (NoSuchFileException missing) {
            err.println("docket: no such file: " + missing.getFile());
        } catch (IOException broken) {
            err.println("docket: cannot read: " + broken);
        }
        return 1;
    }

    private int answer(DocumentIntake.Mapping named, byte[] document, Bundle bundle) throws IOException {
        AnswerForm form = named.answers().get(answer.orElseThrow());
        Reading<MappedDocument> read = named.map(document);
        if (form == null) {
            spec.commandLine()
                    .getErr()
                    .println("docket: this document can be answered with %s, not with '%s'"
                            .formatted(String.join(", ", named.answers().keySet()), answer.orElseThrow()));
            return 1;
        }
        if (!(read instanceof Reading.Valid<MappedDocument> valid)) {
            return show(named, read, bundle);
        }
        byte[] decision = new DecideOffline(bundle, Clock.systemUTC())
                .decide(valid.value().request(), TraceLevel.FIRED);
        PrintWriter out = spec.commandLine().getOut();
        out.print(form.text(document, decision).stripTrailing() + "\n");
        out.flush();
        return 0;
    }

    private int show(DocumentIntake.Mapping named, byte[] document, Bundle bundle) throws IOException {
        return switch (named.mapAll(document)) {
            case Reading.Invalid<List<Reading<MappedDocument>>> invalid ->
                show(named, new Reading.Invalid<>(invalid.problems()), bundle);
            case Reading.Valid<List<Reading<MappedDocument>>>(List<Reading<MappedDocument>> orders) -> {
                int exitCode = 0;
                for (int i = 0; i < orders.size(); i++) {
                    if (orders.size() > 1) {
                        spec.commandLine()
                                .getOut()
                                .println(String.format(Locale.ROOT, "order %d of %d", i + 1, orders.size()));
                    }
                    exitCode = Math.max(exitCode, show(named, orders.get(i), bundle));
                }
                yield exitCode;
            }
        };
    }

    private int show(DocumentIntake.Mapping named, Reading<MappedDocument> read, Bundle bundle) throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        int exitCode =
                switch (read) {
                    case Reading.Valid<MappedDocument> valid -> {
                        order(out, named, valid.value(), bundle);
                        yield 0;
                    }
                    case Reading.Invalid<MappedDocument> invalid -> {
                        list(
                                out,
                                "problems",
                                invalid.problems().stream()
                                        .map(MapCommand::said)
                                        .toList());
                        yield 1;
                    }
                };
        out.flush();
        return exitCode;
    }

    private void order(PrintWriter out, DocumentIntake.Mapping named, MappedDocument mapped, Bundle bundle)
            throws IOException {
        out.println(JSON.readTree(mapped.request().content()).toPrettyString());
        out.println(String.format(
                Locale.ROOT,
                "mapped: %d of %d fields",
                named.paths() - mapped.absent().size(),
                named.paths()));
        list(out, "absent", mapped.absent());
        list(out, "not used", mapped.unused());
        if (decides) {
            JsonNode answer = JSON.readTree(
                    new DecideOffline(bundle, Clock.systemUTC()).decide(mapped.request(), TraceLevel.FIRED));
            out.println("decision: %s, priority %s"
                    .formatted(
                            answer.at("/recommendation/disposition").asText(),
                            answer.at("/priority/class").asText()));
            answer.path("exceptions")
                    .forEach(exception -> out.println("  %s %s"
                            .formatted(
                                    exception.path("code").asText(),
                                    exception.path("name").asText())));
            answer.at("/trace/missingInputs")
                    .forEach(input ->
                            out.println("  missing: " + input.path("path").asText(input.asText())));
        }
    }

    private static void list(PrintWriter out, String what, List<String> entries) {
        out.println(what + ": " + (entries.isEmpty() ? "nothing" : ""));
        entries.forEach(entry -> out.println("  " + entry));
    }

    private static String said(Problem problem) {
        String place = problem.source() == null ? "" : problem.source() + ": ";
        String path = problem.path().isEmpty() ? "" : " (" + problem.path() + ")";
        return place + problem.message() + path;
    }
}
