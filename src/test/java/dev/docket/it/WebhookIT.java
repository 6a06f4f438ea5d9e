package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.feed.FeedClient;
import dev.docket.fixture.HookReceiver;
import dev.docket.fixture.HookReceiver.Answer;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A packaged service that sends to a receiver, and is killed while it does. */
@Timeout(400)
class WebhookIT {
    private static final int KILLS = 3;
    private static final int EACH = 40;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // written before each test
    private Path secret;

    @BeforeEach
    void secret() throws Exception {
        secret = Files.writeString(folder.resolve("secret"), "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    }

    private ServiceProcess start(String name, HookReceiver receiver, String... options) throws Exception {
        return ServiceProcess.start(
                folder.resolve(name),
                Stream.concat(
                                Stream.of(
                                        "-Ddocket.webhooks.erp.url=" + receiver.uri(),
                                        "-Ddocket.webhooks.erp.secret-file=" + secret,
                                        "-Ddocket.webhooks.erp.kind=DECISION",
                                        "-Ddocket.webhooks.erp.from=beginning",
                                        "-Ddocket.webhooks.erp.allow-private=true"),
                                Stream.of(options))
                        .toArray(String[]::new));
    }

    @Test
    void a_sender_that_is_killed_sends_all_again_that_it_did_not_note_with_the_same_ids_and_leaves_nothing_out()
            throws Exception {
        Path cursor = folder.resolve("cursor");
        Set<String> printed = new LinkedHashSet<>();
        try (HookReceiver receiver = HookReceiver.start()) {
            // Slow enough that each kill meets an event on its way: it has arrived, and is not answered.
            receiver.answer(any -> Answer.of(204).after(Duration.ofMillis(100)));
            for (int life = 0; life < KILLS; life++) {
                try (ServiceProcess service = start("data", receiver)) {
                    FeedClient client = new FeedClient(service.uri());
                    for (int i = 0; i < EACH; i++) {
                        client.decide("life-" + life + "-" + i);
                    }
                    int least = receiver.ids().size() + 5;
                    receiver.await(() -> receiver.ids().size() >= least);
                    assertThat(service.kill()).isEqualTo(137);
                }
            }
            receiver.answer(any -> Answer.of(204));
            try (ServiceProcess service = start("data", receiver)) {
                receiver.await(() -> new LinkedHashSet<>(receiver.ids()).size() == KILLS * EACH);
                String url = service.uri().toString();
                Program.Ended feed =
                        Program.run("feed", "--url", url, "--kind", "DECISION", "--cursor", cursor.toString());
                assertThat(feed.exitCode()).as(feed.errors()).isZero();
                for (String line : feed.output().lines().toList()) {
                    printed.add(FeedClient.JSON.readTree(line).path("id").textValue());
                }
                Program.Ended again =
                        Program.run("feed", "--url", url, "--kind", "DECISION", "--cursor", cursor.toString());
                assertThat(again.output()).isEmpty();
                Program.Ended list = Program.run("webhooks", "list", "--url", url);
                assertThat(list.output())
                        .contains("erp", "SENDING", "http://127.0.0.1:")
                        .doesNotContain("/hooks");
            }
            assertThat(receiver.ids().size())
                    .as("kills made it send some again")
                    .isGreaterThan(KILLS * EACH);
            assertThat(new ArrayList<>(new LinkedHashSet<>(receiver.ids()))).isEqualTo(new ArrayList<>(printed));
            HookReceiver.Received repeated = receiver.received().stream()
                    .filter(one -> receiver.received().stream()
                                    .filter(other -> other.id().equals(one.id()))
                                    .count()
                            > 1)
                    .findFirst()
                    .orElseThrow();
            List<HookReceiver.Received> times = receiver.received().stream()
                    .filter(one -> one.id().equals(repeated.id()))
                    .toList();
            assertThat(times.getLast().body()).isEqualTo(times.getFirst().body());
        }
    }

    @Test
    void a_service_that_leaves_on_sigterm_notes_what_it_has_sent() throws Exception {
        try (HookReceiver receiver = HookReceiver.start()) {
            try (ServiceProcess service = start("data", receiver)) {
                FeedClient client = new FeedClient(service.uri());
                for (int i = 0; i < EACH; i++) {
                    client.decide("before-" + i);
                }
                service.terminate();
                assertThat(service.awaitEnd()).isZero();
            }
            try (ServiceProcess service = start("data", receiver)) {
                new FeedClient(service.uri()).decide("after");
                receiver.await(() -> receiver.ids().size() > EACH);
                assertThat(receiver.ids()).hasSize(EACH + 1).doesNotHaveDuplicates();
            }
        }
    }

    @Test
    void of_two_services_on_one_database_the_other_goes_on_when_the_sender_is_killed() throws Exception {
        try (PostgresServer database = PostgresServer.start();
                HookReceiver receiver = HookReceiver.start()) {
            String[] shared = {"-Ddocket.journal.store=postgresql", "-Ddocket.journal.url=" + database.newDatabase()};
            try (ServiceProcess one = start("one", receiver, shared);
                    ServiceProcess two = start("two", receiver, shared)) {
                FeedClient first = new FeedClient(one.uri());
                FeedClient second = new FeedClient(two.uri());
                for (int i = 0; i < EACH; i++) {
                    first.decide("one-" + i);
                    second.decide("two-" + i);
                }
                receiver.await(() -> receiver.ids().size() >= EACH);
                assertThat(one.kill()).isEqualTo(137);
                for (int i = 0; i < EACH; i++) {
                    second.decide("later-" + i);
                }
                receiver.await(() -> new LinkedHashSet<>(receiver.ids()).size() == 3 * EACH);
            }
        }
    }

    @Test
    void a_service_does_not_start_with_webhooks_that_cannot_be_and_says_everything_that_is_wrong() throws Exception {
        Path config = Files.writeString(folder.resolve("docket.yaml"), """
                docket:
                  webhooks:
                    erp: {url: "http://127.0.0.1/hooks", secret-file: /absent, kind: [DECISIONS]}
                    WMS: {secret-file: /absent, attempts: 0}
                """);
        Program.Ended syntax = Program.run("serve", "--port", "0", "--config", config.toString());
        assertThat(syntax.exitCode()).isEqualTo(1);
        assertThat(syntax.errors())
                .contains("'WMS' in docket.webhooks. is no name", "docket.webhooks.WMS.attempts", "from 1 to 100");
        Files.writeString(config, """
                docket:
                  webhooks:
                    erp: {url: "http://127.0.0.1/hooks", secret-file: /absent, kind: [DECISIONS]}
                    wms: {url: "https://wms.example/", secret-file: /absent}
                """);
        Program.Ended content = Program.run(
                "serve", "--port", "0", "--data", folder.resolve("none").toString(), "--config", config.toString());
        assertThat(content.exitCode()).isEqualTo(1);
        assertThat(content.errors())
                .contains(
                        "webhook erp: the URL must begin with https://",
                        "webhook erp: the secret file /absent cannot be used",
                        "webhook erp: kind must be one or several of DECISION",
                        "webhook wms: the secret file /absent cannot be used");
    }
}
