package dev.docket.cli;

import dev.docket.bundle.BundleException;
import dev.docket.cli.journal.ArchiveOptions;
import dev.docket.cli.replay.FinishedReplay;
import dev.docket.cli.replay.ProposalOptions;
import dev.docket.cli.replay.ReportOptions;
import dev.docket.cli.replay.SelectionOptions;
import dev.docket.cli.replay.StateFile;
import dev.docket.cli.terminal.Progress;
import dev.docket.cli.terminal.Screen;
import dev.docket.service.replay.ReplayException;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayState;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
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
            "  ./docket replay --model none --code FIN-202 --from 2026-03-01T00:00:00Z",
            "",
            "In a checkout, --spark MASTER replays on Apache Spark: ./docket replay --spark local[2] --help"
        })
public final class ReplayCommand implements Callable<Integer> {
    private static final Duration SAVING_PACE = Duration.ofSeconds(2);

    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Mixin
    private ProposalOptions instead = new ProposalOptions();

    @Mixin
    private SelectionOptions which = new SelectionOptions();

    @Mixin
    private ReportOptions how = new ReportOptions();

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
        try (ReplayJournal journal = ReplayJournal.open(where.archive())) {
            Proposal proposal = instead.in(journal.bundles());
            ReplayState state = replayed(journal, proposal);
            return how.report(
                    new FinishedReplay(instead.tried(), proposal.isAsRecorded(), state.question(), state.report()));
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

    private int refused(String message) {
        PrintWriter err = spec.commandLine().getErr();
        err.println("docket: " + message);
        err.flush();
        return 2;
    }
}
