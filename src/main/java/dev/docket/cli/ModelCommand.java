package dev.docket.cli;

import dev.docket.cli.journal.ArchiveOptions;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.DriftReport;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.outcome.RenewReference;
import dev.docket.service.search.RecordedOrders;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket model drift}. */
@Command(
        name = "model",
        mixinStandardHelpOptions = true,
        description = "Measure how far orders have drifted from the model's training data; renew what is usual.",
        footer = {
            "",
            "In a checkout there is one more:",
            "  reproduce  Train a version again from its configuration and compare the digests."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:nothing drifted, or the snapshot was renewed",
            "1:something drifted, or the input cannot be used",
            "2:wrong usage"
        })
public final class ModelCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing command: drift or renew (or, in a checkout, reproduce).");
    }

    @Command(
            name = "drift",
            description =
                    "Compare orders with the training data: the population stability index of each feature and of the"
                            + " score. Below 0.1 is stable, above 0.25 has drifted.")
    int drift(
            @ArgGroup(exclusive = true, multiplicity = "1") Source source,
            @Option(names = "--models", defaultValue = "models/priority", description = "${DEFAULT-VALUE}")
                    Path models) {
        try {
            DriftReport report = source.window != null
                    ? recorded(source.window, models)
                    : DriftReport.of(models, read(Objects.requireNonNull(source.orders)).stream());
            report.lines().forEach(this::say);
            return report.hasMoved() ? 1 : 0;
        } catch (DriftReport.NotComparableException | StoreUnavailableException unfit) {
            return fail(unfit);
        }
    }

    @Command(
            name = "renew",
            mixinStandardHelpOptions = true,
            description = {
                "Give the current model a reference snapshot of this deployment: typical orders, late rates and the"
                        + " distribution of expected losses, from the decisions and outcomes of a journal.",
                "The model's weights stay. A new folder is written beside the old one; activate it as any bundle."
            })
    int renew(
            @Mixin ArchiveOptions where,
            @Option(names = "--at", paramLabel = "TIME", description = "as known at this time (default: now)") @Nullable
                    String at,
            @Option(names = "--models", defaultValue = "models/priority", description = "${DEFAULT-VALUE}")
                    Path models) {
        try {
            Instant moment = time("--at", at).orElseGet(() -> Instant.now().truncatedTo(ChronoUnit.SECONDS));
            RenewReference.renew(where.store(), models, moment).forEach(this::say);
            return 0;
        } catch (RenewReference.NotRenewableException | StoreUnavailableException unfit) {
            return fail(unfit);
        }
    }

    /** Either a file of requests, or a period of a journal. */
    static final class Source {
        @Option(
                names = "--orders",
                required = true,
                description = "requests as sent to POST /v1/decisions, one JSON object per line")
        private @Nullable Path orders;

        @ArgGroup(exclusive = false)
        private @Nullable Window window;
    }

    /** By time of receipt. */
    static final class Window {
        @Option(
                names = "--data",
                required = true,
                paramLabel = "DIR",
                description = "the folder with the journal; the service may be running")
        private Path data = Path.of("data");

        @Option(
                names = "--from",
                paramLabel = "TIME",
                description = "received at or after this time, such as 2026-03-01 (UTC) or 2026-03-01T08:00:00Z")
        private @Nullable String from;

        @Option(names = "--to", paramLabel = "TIME", description = "received before this time")
        private @Nullable String to;
    }

    private DriftReport recorded(Window window, Path models) {
        Optional<Instant> from = time("--from", window.from);
        Optional<Instant> to = time("--to", window.to);
        try (RecordedOrders recorded = RecordedOrders.open(window.data)) {
            return recorded.received(from, to, orders -> DriftReport.of(models, orders));
        }
    }

    private Optional<Instant> time(String option, @Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    text.contains("T")
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
        } catch (DateTimeParseException wrong) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s is not a time: '%s'.%nWrite 2026-03-01 or 2026-03-01T08:00:00Z.".formatted(option, text),
                    wrong);
        }
    }

    private static List<OrderSnapshot> read(Path file) {
        var reader = new RequestReader(new RecordReader());
        List<OrderSnapshot> orders = new ArrayList<>();
        try (var lines = Files.lines(file)) {
            for (String line : (Iterable<String>) lines::iterator) {
                switch (reader.read(line.getBytes(StandardCharsets.UTF_8))) {
                    case Reading.Valid<Request> valid ->
                        orders.add(timed(valid.value().snapshot(), file, orders.size() + 1));
                    case Reading.Invalid<Request> invalid ->
                        throw new DriftReport.NotComparableException(String.format(
                                Locale.ROOT, "%s:%d: %s", file.getFileName(), orders.size() + 1, invalid.problems()));
                }
            }
            return orders;
        } catch (IOException unreadable) {
            throw new DriftReport.NotComparableException(
                    "%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }

    private static OrderSnapshot timed(OrderSnapshot order, Path file, int line) {
        if (order.asOf() == null) {
            throw new DriftReport.NotComparableException(
                    String.format(Locale.ROOT, "%s:%d: asOf is missing", file.getFileName(), line));
        }
        return order;
    }

    private int fail(RuntimeException unfit) {
        PrintWriter err = spec.commandLine().getErr();
        err.println(unfit.getMessage());
        err.flush();
        return 1;
    }

    private void say(String line) {
        PrintWriter out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
