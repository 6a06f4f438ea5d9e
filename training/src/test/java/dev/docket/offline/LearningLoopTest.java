package dev.docket.offline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.cli.ModelCommand;
import dev.docket.fixture.PostgresServer;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleBusiness;
import dev.docket.service.bundle.Activation;
import dev.docket.service.proof.JournalStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The loop of docs/learning.md, from the first order to a model of the deployment's own, with the commands of a user. */
class LearningLoopTest {
    private static final long SEED = 12;
    private static final List<PastOrder> ORDERS =
            SampleBusiness.orders(SEED).limit(1_800).toList();

    private static final Path TRANSCRIPT = Path.of("docs/learning-transcript.md");

    private final StringBuilder transcript = new StringBuilder();

    @TempDir
    Path folder = Path.of(".");

    @Test
    void outcomes_become_rates_and_then_a_better_model_but_nothing_that_does_not_prove_better() throws IOException {
        Path data = folder.resolve("data");
        String printed = loop(new JournalStore.Sqlite(data), data.toString(), "--data", data.toString());
        if (Boolean.getBoolean("it.update")) {
            Files.writeString(TRANSCRIPT, printed);
        }
        assertThat(withoutNumbers(Files.readString(TRANSCRIPT))).isEqualTo(withoutNumbers(printed));
    }

    @Test
    void the_same_is_learned_from_a_journal_in_postgresql() throws IOException {
        String url = PostgresServer.shared().newDatabase();
        Path data = folder.resolve("data");
        String printed =
                loop(JournalStore.postgresql(data, url, "", ""), url, "--store", url, "--data", data.toString());
        String asFromAFolder = printed.replace("--store " + url + " ", "").replace(url, "data");
        assertThat(withoutNumbers(asFromAFolder)).isEqualTo(withoutNumbers(Files.readString(TRANSCRIPT)));
    }

    /**
     * From the first order to a model of the deployment's own.
     *
     * @param place of the journal, as {@code --journal} wants it
     * @param located the same, as the options of {@code model renew}
     * @return what docs/learning-transcript.md says of it
     */
    private String loop(JournalStore store, String place, String... located) throws IOException {
        try (Deployment deployment = Deployment.in(folder, store)) {
            assertThat(deployment.decide(ORDERS.subList(0, 600)).getLast())
                    .contains("\"evidence\":{\"basis\":\"PRIOR\",\"outcomes\":0,");
            deployment.report(ORDERS.subList(0, 500));
            say("600 orders are decided; outcomes of 500 are reported.");

            List<String> renew = new ArrayList<>(List.of("renew"));
            renew.addAll(List.of(located));
            renew.addAll(List.of("--at", "2025-02-26"));
            Printed renewed = run(deployment, new ModelCommand(), renew.toArray(String[]::new));
            assertThat(renewed.text())
                    .contains("snapshot of 600 orders, 299 mature outcomes, 15.7 % of them costly lately");
            assertThat(renewed.exitCode()).isZero();
            assertThat(activated(deployment)).isInstanceOf(Activation.Activated.class);
            assertThat(deployment.decide(ORDERS.subList(600, 601)).getFirst())
                    .contains("\"evidence\":{\"basis\":\"OWN\",\"outcomes\":299,");

            String before = current(deployment);
            Printed refused = train(deployment, place, "2025-02-26");
            assertThat(refused.text())
                    .contains(
                            "299 orders with outcomes that count by 2025-02-26T00:00:00Z; 201 more are too early to count")
                    .contains("refused: 89 later orders, of which 13 cost anything, are too few to tell")
                    .contains("The current model stays.");
            assertThat(refused.exitCode()).isOne();
            assertThat(current(deployment)).isEqualTo(before);
            assertThat(activated(deployment)).isInstanceOf(Activation.Unchanged.class);

            deployment.decide(ORDERS.subList(601, 1_800));
            deployment.report(ORDERS.subList(500, 1_650));
            say("1,199 more orders are decided; outcomes of 1,150 more are reported.");
            Printed accepted = train(deployment, place, "2025-05-01");
            assertThat(accepted.text()).contains("accepted", "Current model: priority own-20250501");
            assertThat(accepted.exitCode()).isZero();
            assertThat(current(deployment)).isEqualTo("own-20250501");
            assertThat(activated(deployment)).isInstanceOf(Activation.Activated.class);

            Printed compared = run(
                    deployment,
                    new dev.docket.offline.ModelCommand(),
                    "compare",
                    "own-20250501",
                    "5",
                    "--journal",
                    place,
                    "--at",
                    "2025-08-01");
            assertThat(compared.text())
                    .contains("orders are left out: one of the two was trained on orders up to")
                    .contains("own-20250501 was right");
            assertThat(compared.exitCode()).isZero();
            String documented = documented();

            assertThat(train(deployment, place, "2025-05-01").text())
                    .contains("own-20250501 exists, and a version never changes.");
            LossModel own = ModelLoader.loadLoss(deployment.models().resolve("own-20250501"));
            assertThat(own.document().facts()).containsEntry("gate", "accepted");
            assertThat(own.reference().outcomes()).as("mature by then").isGreaterThan(1_000);
            return documented;
        }
    }

    /** With the shipped settings, except that fewer rounds of learning are enough for a test. */
    private Printed train(Deployment deployment, String place, String at) throws IOException {
        Path config = folder.resolve("own.yaml");
        Files.writeString(config, Files.readString(Path.of("training/own.yaml")).replace("epochs: 60", "epochs: 15"));
        return run(deployment, new TrainCommand(), config.toString(), "--journal", place, "--at", at);
    }

    /** What the documentation shows is what is printed; the numbers in it come from -Dit.update=true. */
    private String documented() {
        return """
                # The loop of learning, as it was printed

                Written by `LearningLoopTest` (`-Dit.update=true`): a business that nobody runs (`SampleBusiness`) decides 1,800 orders and
                reports outcomes. Two of its sixteen suppliers are late more often than not; only outcomes say so. The settings are those of
                `training/own.yaml`, with 15 rounds of learning instead of 60. [learning.md](learning.md) explains the steps.

                ```
                %s```
                """.formatted(transcript);
    }

    private static String withoutNumbers(String text) {
        return text.replaceAll("sha256:[0-9a-f]+|\\b[0-9a-f]{8}\\b|-?[0-9][0-9.,]*", "#");
    }

    private void say(String line) {
        transcript.append("# ").append(line).append('\n');
    }

    private Activation activated(Deployment deployment) {
        Activation activation = deployment.activate();
        transcript.append("$ curl -X POST http://127.0.0.1:8080/v1/bundle/activate\n");
        transcript.append(
                switch (activation) {
                    case Activation.Activated now -> "{\"result\": \"ACTIVATED\", ...}\n\n";
                    case Activation.Unchanged same -> "{\"result\": \"UNCHANGED\", ...}\n\n";
                    case Activation.Refused no -> "{\"result\": \"REFUSED\", ...}\n\n";
                });
        return activation;
    }

    private Printed run(Deployment deployment, Object command, String... arguments) {
        String[] all = Arrays.copyOf(arguments, arguments.length + 2);
        all[arguments.length] = "--models";
        all[arguments.length + 1] = deployment.models().toString();
        Printed printed = Printed.by(command, (Object[]) all);
        String name = command instanceof TrainCommand ? "train" : "model";
        transcript
                .append(said("$ ./docket " + name + " " + String.join(" ", arguments)))
                .append('\n')
                .append(said(printed.text().strip()))
                .append("\n[exit code ")
                .append(printed.exitCode())
                .append("]\n\n");
        return printed;
    }

    private String said(String text) {
        return text.lines()
                .filter(line -> !line.contains("models learned"))
                .map(line -> line.replace(folder.resolve("own.yaml") + " ", "").replace(folder + "/", ""))
                .collect(Collectors.joining("\n"));
    }

    private static String current(Deployment deployment) throws IOException {
        return Files.readString(deployment.models().resolve("current")).strip();
    }
}
