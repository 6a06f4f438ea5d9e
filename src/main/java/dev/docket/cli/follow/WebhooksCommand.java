package dev.docket.cli.follow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.cli.client.ServiceClient;
import dev.docket.cli.client.ServiceClient.CallFailedException;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code ./docket webhooks}. */
@Command(
        name = "webhooks",
        mixinStandardHelpOptions = true,
        description = {
            "Show how a running service sends events to other systems, and say how to go on where that fails.",
            "Needs an API key with the role OPERATE. The service that sends does what you ask within seconds."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:success", "1:it cannot be done; the message says why", "2:wrong usage"})
public final class WebhooksCommand implements Runnable {
    private static final byte[] NO_BODY = new byte[0];

    @Mixin
    private ServiceOptions service = new ServiceOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Missing command: list, dead, retry or skip.");
    }

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List all webhooks and how each of them goes.")
    int list() {
        return calling(client -> print(client.get("/v1/webhooks")));
    }

    @Command(
            name = "dead",
            mixinStandardHelpOptions = true,
            description = "List the events of a webhook that were given up.")
    int dead(@Parameters(paramLabel = "NAME", description = "the webhook") String name) {
        return calling(client -> {
            JsonNode dead = client.get(path(name) + "/dead").path("dead");
            dead.forEach(event -> print("%s  %s  after %s attempts: %s%s"
                    .formatted(
                            event.path("event").asText(),
                            event.path("at").asText(),
                            event.path("attempts").asText(),
                            event.path("because").asText(),
                            event.path("wanted").asBoolean() ? " (about to be tried again)" : "")));
            if (dead.isEmpty()) {
                print("no event was given up");
            }
        });
    }

    @Command(
            name = "retry",
            mixinStandardHelpOptions = true,
            description = {
                "Try an event of the dead list once more; without ID all of them, and at once whatever is held up.",
                "Also begins again where the receiver had answered 410 Gone."
            })
    int retry(
            @Parameters(paramLabel = "NAME", description = "the webhook") String name,
            @Parameters(paramLabel = "ID", arity = "0..1", defaultValue = "", description = "the event") String event) {
        String query = event.isEmpty() ? "" : "?event=" + encoded(event);
        return calling(client -> print(client.post(path(name) + "/retry" + query, NO_BODY)));
    }

    @Command(
            name = "skip",
            mixinStandardHelpOptions = true,
            description = {
                "Put the event that holds up the others on the dead list, and go on with the next.",
                "Also goes on where the receiver had answered 410 Gone."
            })
    int skip(@Parameters(paramLabel = "NAME", description = "the webhook") String name) {
        return calling(client -> print(client.post(path(name) + "/skip", NO_BODY)));
    }

    private static String path(String name) {
        return "/v1/webhooks/" + encoded(name);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private void print(JsonNode answer) {
        JsonNode webhooks = answer.path("webhooks");
        webhooks.forEach(webhook -> print(line(webhook)));
        if (webhooks.isEmpty()) {
            print("no webhook is configured");
        }
    }

    private static String line(JsonNode webhook) {
        StringBuilder line = new StringBuilder(String.format(
                Locale.ROOT,
                "%-16s %-9s %s",
                webhook.path("name").asText(),
                webhook.path("state").asText(),
                webhook.path("receiver").asText()));
        if (webhook.path("behind").asLong() > 0) {
            line.append(String.format(
                    Locale.ROOT, "; %,d records behind", webhook.path("behind").asLong()));
        }
        if (webhook.path("dead").asInt() > 0) {
            line.append(String.format(
                    Locale.ROOT, "; %,d dead", webhook.path("dead").asInt()));
        }
        JsonNode retrying = webhook.path("retrying");
        if (retrying.isObject()) {
            boolean isHalted = !webhook.path("state").asText().equals("RETRYING");
            line.append("%n    event %s failed %s of %s times, %s: %s"
                    .formatted(
                            retrying.path("event").asText(),
                            retrying.path("attempts").asText(),
                            webhook.path("attempts").asText(),
                            isHalted
                                    ? "and waits for retry or skip"
                                    : "next try " + retrying.path("next").asText(),
                            retrying.path("because").asText()));
        }
        return line.toString();
    }

    private interface Calls {
        void with(ServiceClient client) throws CallFailedException;
    }

    private int calling(Calls calls) {
        try {
            calls.with(service.client());
            return 0;
        } catch (CallFailedException | IOException failed) {
            spec.commandLine().getErr().println("docket: " + failed.getMessage());
            spec.commandLine().getErr().flush();
            return 1;
        }
    }

    private void print(String line) {
        spec.commandLine().getOut().println(line);
        spec.commandLine().getOut().flush();
    }
}
