package dev.docket.cli;

import dev.docket.bundle.BundleException;
import dev.docket.cli.journal.ArchiveOptions;
import dev.docket.cli.replay.FinishedReplay;
import dev.docket.cli.replay.ReplayPage;
import dev.docket.cli.replay.ReplayText;
import dev.docket.cli.replay.SelectionOptions;
import dev.docket.cli.replay.StateFile;
import dev.docket.cli.terminal.Progress;
import dev.docket.cli.terminal.Screen;
import dev.docket.json.JsonWriter;
import dev.docket.service.replay.ReplayException;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayState;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import dev.docket.service.replay.change.Proposals;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket replay}. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Decide recorded orders again. The service may be running.",
            "By default, each order is decided with its recorded bundle, and every answer must match byte for byte. With --bundle or --model, it shows"
                    + " which decisions would change, why, and how much order value would be held or released."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:every decision was reproduced, or another bundle was tried",
            "1:a decision was not reproduced, a record is damaged, or a bundle is missing",
            "2:wrong usage, or the named bundle or model cannot be used"
        },
        footer = {
            "",
            "Examples:",
            "  ./docket replay                                     are all recorded decisions reproduced?",
            "  ./docket replay --bundle rules --html report.html   what would the rules in rules/ change?",
            "  ./docket replay --model none --code FIN-202 --from 2026-03-01T00:00:00Z"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final Duration SAVING_PACE = Duration.ofSeconds(2);

    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Option(
            names = "--bundle",
            paramLabel = "DIGEST|DIR",
            description =
                    "decide with this bundle instead: the digest of a kept bundle, or a folder; a rule folder keeps the recorded model")
    private @Nullable String bundle;

    @Option(
            names = "--model",
            paramLabel = "DIGEST|DIR|none",
            description = "decide with this model instead: a digest, a models folder, or none")
    private @Nullable String model;

    @Mixin
    private SelectionOptions which = new SelectionOptions();

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text or json (default: ${DEFAULT-VALUE})")
    private String format = "text";

    @Option(names = "--html", paramLabel = "FILE", description = "also write the report as an HTML page with charts")
    private @Nullable Path html;

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "save progress here, and continue from it if the file exists; the report is the same as without interruption")
    private @Nullable Path resume;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        if (!format.equals("text") && !format.equals("json")) {
            throw new ParameterException(spec.commandLine(), "--format must be text or json, not " + format);
        }
        try (ReplayJournal journal = ReplayJournal.open(where.archive())) {
            Proposal proposal =
                    new Proposals(journal.bundles()).find(Optional.ofNullable(bundle), Optional.ofNullable(model));
            ReplayState state = replayed(journal, proposal);
            FinishedReplay finished =
                    new FinishedReplay(tried(), proposal.isAsRecorded(), state.question(), state.report());
            if (html != null) {
                Files.writeString(html, ReplayPage.of(finished));
            }
            print(finished);
            return finished.isReproduced() ? 0 : 1;
        } catch (ReplayException | BundleException unfit) {
            return refused(String.valueOf(unfit.getMessage()));
        } catch (IOException | UncheckedIOException broken) {
            return refused("cannot read or write: " + broken);
        }
    }

    private ReplayState replayed(ReplayJournal journal, Proposal proposal) throws IOException {
        Selection selection = which.selection();
        Optional<StateFile> file = Optional.ofNullable(resume).map(StateFile::new);
        Optional<ReplayState> saved = file.isPresent() ? file.get().read() : Optional.empty();
        ReplayState begin = saved.isPresent()
                ? saved.get()
                : journal.start(selection, proposal, Clock.systemUTC().instant());
        Screen screen = Screen.of(spec.commandLine().getErr(), "err", System.getenv());
        long first = begin.report().decisions();
        Progress progress = new Progress(screen, "replayed", begin.total(), first);
        long began = System.nanoTime();
        long[] savedAt = {System.nanoTime()};
        ReplayState end = journal.run(selection, proposal, begin, (decisions, state) -> {
            progress.at(decisions);
            if (file.isPresent() && System.nanoTime() - savedAt[0] > SAVING_PACE.toNanos()) {
                save(file.get(), state.get());
                savedAt[0] = System.nanoTime();
            }
        });
        if (file.isPresent()) {
            save(file.get(), end);
        }
        long replayed = end.report().decisions() - first;
        double seconds = Math.max(1, System.nanoTime() - began) / 1e9;
        screen.line(String.format(
                Locale.ROOT,
                "replayed %,d in %.1f s, %,d per minute",
                replayed,
                seconds,
                Math.round(replayed / seconds * 60)));
        return end;
    }

    private static void save(StateFile file, ReplayState state) {
        try {
            file.write(state);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private String tried() {
        if (bundle == null && model == null) {
            return "the bundles that decided";
        }
        String policy = bundle == null ? "the recorded rules and parameters" : "bundle " + bundle;
        return model == null ? policy : policy + " and model " + model;
    }

    private void print(FinishedReplay finished) {
        PrintWriter out = spec.commandLine().getOut();
        if (format.equals("json")) {
            out.println(new String(
                    new JsonWriter()
                            .beginObject()
                            .field("tried", finished.tried())
                            .field("question", finished.question())
                            .field("isReproduced", finished.isReproduced())
                            .field("report", finished.report())
                            .endObject()
                            .bytes(),
                    StandardCharsets.UTF_8));
        } else {
            ReplayText.of(finished).forEach(out::println);
        }
        out.flush();
    }

    private int refused(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("docket: " + message);
        err.flush();
        return 2;
    }
}
