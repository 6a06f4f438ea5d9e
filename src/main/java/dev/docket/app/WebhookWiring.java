package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.config.Settings.WebhookSettings;
import dev.docket.app.metric.Outages;
import dev.docket.app.metric.WebhookMetrics;
import dev.docket.journal.DeliveryState;
import dev.docket.json.read.Reading;
import dev.docket.outage.Outage;
import dev.docket.service.feed.FeedQuery;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.webhook.Means;
import dev.docket.service.webhook.SendWebhooks;
import dev.docket.service.webhook.Webhook;
import dev.docket.service.webhook.Webhooks;
import dev.docket.webhook.BackOff;
import dev.docket.webhook.HttpDelivery;
import dev.docket.webhook.Receiver;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Who is sent what is recorded. */
@Singleton
public class WebhookWiring {
    private static final Logger LOG = Logger.getLogger(WebhookWiring.class);

    /** The webhooks of this service, read from its settings. */
    record Configured(List<Webhook> webhooks) {}

    /** Webhooks that cannot be used. The message has every problem. */
    static final class UnusableWebhooksException extends RuntimeException {
        UnusableWebhooksException(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    @Produces
    @Singleton
    Configured configured(Settings settings) {
        List<String> problems = new ArrayList<>();
        List<Webhook> webhooks = new ArrayList<>();
        new TreeMap<>(settings.webhooks())
                .forEach((name, one) -> webhook(name, one, problems).ifPresent(webhooks::add));
        if (!problems.isEmpty()) {
            throw new UnusableWebhooksException(problems);
        }
        return new Configured(List.copyOf(webhooks));
    }

    private static Optional<Webhook> webhook(String name, WebhookSettings settings, List<String> problems) {
        String prefix = "webhook " + name + ": ";
        int before = problems.size();
        settings.authorities()
                .filter(file -> !Files.isReadable(file))
                .ifPresent(file -> problems.add(prefix + "the file of authorities " + file + " cannot be read"));
        Optional<Receiver> receiver = url(settings.url())
                .map(url -> new Receiver(
                        url,
                        settings.secretFile(),
                        settings.allowPrivate(),
                        settings.authorities().map(Path::toAbsolutePath)));
        receiver.ifPresentOrElse(
                one -> one.problems().forEach(problem -> problems.add(prefix + problem)),
                () -> problems.add(prefix + "the URL cannot be read"));
        return switch (FeedSettings.query(settings.kind(), settings.disposition(), settings.queue(), settings.code())) {
            case Reading.Valid<FeedQuery> valid ->
                problems.size() == before
                        ? receiver.map(one -> new Webhook(
                                name,
                                one,
                                valid.value().filter(),
                                FeedSettings.start(settings.from()),
                                settings.attempts()))
                        : Optional.empty();
            case Reading.Invalid<FeedQuery> invalid -> {
                invalid.problems()
                        .forEach(problem ->
                                problems.add(prefix + problem.path().substring(1) + " " + problem.message()));
                yield Optional.empty();
            }
        };
    }

    private static Optional<URI> url(String text) {
        try {
            return Optional.of(new URI(text.strip()));
        } catch (URISyntaxException unreadable) {
            // Without the cause: what it quotes may be secret.
            return Optional.empty();
        }
    }

    @Produces
    @Singleton
    DeliveryState state(JournalStore store) {
        return store.deliveries();
    }

    @Produces
    @Singleton
    Webhooks webhooks(Configured configured, DeliveryState state, ReadFeed feed) {
        return new Webhooks(configured.webhooks(), state, feed);
    }

    @Produces
    @Singleton
    SendWebhooks sending(
            Configured configured,
            DeliveryState state,
            ReadFeed feed,
            FeedTail tail,
            Vertx vertx,
            Outage journal,
            InstantSource clock,
            MeterRegistry registry) {
        SendWebhooks sending = new SendWebhooks(
                configured.webhooks(),
                state,
                webhook -> new HttpDelivery(vertx, webhook.receiver(), clock),
                webhook -> Outages.of("webhook " + webhook.name(), LOG),
                // Unlike the default RandomGenerator, it may be shared by threads.
                new Means(feed, tail, journal, BackOff.USUAL, clock, new Random(), LOG::info));
        WebhookMetrics metrics = new WebhookMetrics(registry, clock);
        sending.watched().forEach(metrics::watch);
        return sending;
    }
}
