package dev.docket.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.json.JsonWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./docket change canary}. */
@Command(
        name = "canary",
        mixinStandardHelpOptions = true,
        description = {
            "Show what an approved candidate comes to while it decides for a part of the orders.",
            "--begin begins, within limits; when one is exceeded, the service takes the candidate back by itself.",
            "--raise lets it decide for more customers, --end ends it. Only after HEALTHY can the change be promoted.",
            "All shares are in percent."
        })
final class CanaryCommand implements Callable<Integer> {
    private static final byte[] NO_BODY = new byte[0];

    @ParentCommand
    private ChangeCommand changes = new ChangeCommand();

    @Parameters(paramLabel = "CHANGE")
    private String id = "";

    @ArgGroup(exclusive = false)
    private @Nullable Beginning beginning;

    @Option(names = "--raise", paramLabel = "SHARE", description = "raise the share of the customers to this")
    private @Nullable BigDecimal raised;

    @Option(names = "--end", description = "end it, and record what it came to")
    private boolean isEnd;

    /** With {@code --begin}. */
    static final class Beginning {
        @Option(names = "--begin", required = true, description = "let the candidate decide")
        private boolean isBegin;

        @Option(names = "--warehouse", paramLabel = "NODE", description = "for orders that this warehouse ships")
        private List<String> warehouses = List.of();

        @Option(
                names = "--channel",
                paramLabel = "CHANNEL",
                description = "for orders that came in this way, such as EDI")
        private List<String> channels = List.of();

        @Option(names = "--source", paramLabel = "SYSTEM", description = "for orders entered in this system")
        private List<String> sources = List.of();

        @Option(names = "--segment", paramLabel = "SEGMENT", description = "for customers of this segment")
        private List<String> segments = List.of();

        @Option(names = "--share", description = "for this share of the customers, always the same ones")
        private @Nullable BigDecimal share;

        @Option(
                names = "--more-holds",
                paramLabel = "SHARE",
                description = "it may hold so many more orders than the base")
        private @Nullable BigDecimal moreHolds;

        @Option(names = "--more-reviews", paramLabel = "SHARE", description = "it may review so many more")
        private @Nullable BigDecimal moreReviews;

        @Option(
                names = "--overrides",
                paramLabel = "SHARE",
                description = "people may override so many of its decisions")
        private @Nullable BigDecimal overrides;

        @Option(names = "--errors", paramLabel = "SHARE", description = "it may fail to decide so many")
        private @Nullable BigDecimal errors;

        @Option(names = "--slow", paramLabel = "SHARE", description = "so many may take longer than --slower-than")
        private @Nullable BigDecimal slow;

        @Option(names = "--slower-than", paramLabel = "MILLIS", description = "in milliseconds")
        private @Nullable Integer slowMillis;

        @Option(
                names = "--false-alarms",
                paramLabel = "SHARE",
                description = "how likely a harmless candidate may be taken back (default: 5)")
        private @Nullable BigDecimal falseAlarms;

        byte[] body() {
            return new JsonWriter()
                    .beginObject()
                    .field("warehouses", warehouses)
                    .field("channels", channels)
                    .field("sources", sources)
                    .field("segments", segments)
                    .field("share", share)
                    .name("limits")
                    .beginObject()
                    .field("moreHolds", moreHolds)
                    .field("moreReviews", moreReviews)
                    .field("overrides", overrides)
                    .field("errors", errors)
                    .field("slow", slow)
                    .field("slowMillis", slowMillis)
                    .field("falseAlarms", falseAlarms)
                    .endObject()
                    .endObject()
                    .bytes();
        }
    }

    @Override
    public Integer call() {
        String path = "/v1/changes/" + id + "/canary";
        return changes.calling(client -> {
            JsonNode seen = beginning != null && beginning.isBegin
                    ? client.post(path, beginning.body())
                    : raised != null
                            ? client.post(
                                    path + "/raise",
                                    new JsonWriter()
                                            .beginObject()
                                            .field("share", raised)
                                            .endObject()
                                            .bytes())
                            : isEnd ? client.post(path + "/end", NO_BODY) : client.get(path);
            CanaryText.lines(seen).forEach(changes::print);
        });
    }
}
