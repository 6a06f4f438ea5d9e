package dev.docket.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.training.cases.OrderLines;
import dev.docket.training.config.TrainingException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocaleOfTheEntry.class)
class TrainTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_same_data_and_configuration_give_the_same_model_whenever_they_are_trained() throws IOException {
        LossModel first = train(config("one", ""), "2026-03-02T00:00:00Z");
        LossModel second = train(config("two", ""), "2027-03-02T00:00:00Z");
        assertThat(first.id()).isEqualTo(second.id());
        assertThat(folder.resolve("two/sample/model.pb")).hasSameBinaryContentAs(folder.resolve("one/sample/model.pb"));
        assertThat(ModelLoader.current(folder.resolve("one")).id()).isEqualTo(first.id());
        assertThat(first.description().card()).contains("# Model card: priority, version sample");
    }

    @Test
    void a_class_with_too_few_rows_is_refused_with_the_count() throws IOException {
        Path config = config("few", "minimumPerClass: 5 -> minimumPerClass: 300");
        assertThatThrownBy(() -> train(config, "2026-03-02T00:00:00Z"))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching("(?s)\\d+ of \\d+ orders cost something and \\d+ nothing; .*asks for 300.*");
    }

    @Test
    void the_page_of_the_card_loads_nothing_and_allows_no_style_but_its_own() throws Exception {
        train(config("page", ""), "2026-03-02T00:00:00Z");
        String page = Files.readString(folder.resolve("page/sample/model-card.html"));

        assertThat(page).doesNotContain("http://", "https://", "<script", "style=\"", "src=");
        String style = page.substring(page.indexOf("<style>") + "<style>".length(), page.indexOf("</style>"));
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8));
        assertThat(page)
                .contains("default-src 'none'; style-src 'sha256-%s';"
                        .formatted(Base64.getEncoder().encodeToString(digest)));
        assertThat(page)
                .contains(
                        "Reliability", "by value", "oracle", "Truth and answered class", "What moves the expected loss")
                .contains(
                        "Coverage of the prediction sets",
                        "Reference for drift",
                        "Not trained on",
                        "Licence",
                        "Limits");
    }

    @Test
    void the_rows_of_the_training_have_not_drifted() throws IOException {
        LossModel model = train(config("drift", ""), "2026-03-02T00:00:00Z");
        List<OrderSnapshot> orders = new ArrayList<>();
        OrderLines.read(Path.of("training/sample.ndjson"), past -> orders.add(past.snapshot()));

        assertThat(model.drift().of(orders.stream()))
                .isNotEmpty()
                .allSatisfy(moved ->
                        assertThat(moved.stabilityIndex()).as(moved.toString()).isLessThan(0.1));
    }

    @Test
    void no_weight_of_a_rate_has_the_wrong_sign() throws IOException {
        LossModel model = train(config("signs", ""), "2026-03-02T00:00:00Z");
        assertThat(model.hurdle().used()).contains("supplier late rate");
        assertThat(model.hurdle().drivers().risingColumns())
                .isNotEmpty()
                .allSatisfy(column ->
                        assertThat(model.hurdle().weightOf(column)).as(column).isNotNegative());
    }

    @Test
    void only_suppliers_with_enough_orders_are_told_apart() throws IOException {
        LossModel all = train(config("all", "minimumPerSupplier: 60 -> minimumPerSupplier: 1"), "2026-03-02T00:00:00Z");
        LossModel none =
                train(config("none", "minimumPerSupplier: 60 -> minimumPerSupplier: 601"), "2026-03-02T00:00:00Z");

        assertThat(all.document().settings().suppliers()).isNotEmpty().isSorted();
        assertThat(none.document().settings().suppliers()).isEmpty();
    }

    @Test
    void each_learned_model_is_reported() throws IOException {
        List<String> reported = new ArrayList<>();
        new Train(
                        new Reporting() {
                            @Override
                            public void say(String line) {}

                            @Override
                            public void learning(int parts) {
                                reported.add(parts + " parts");
                            }

                            @Override
                            public void learned() {
                                reported.add("one");
                            }
                        },
                        Clock.systemUTC())
                .train(config("reported", ""));

        // Five folds and the model itself, twice: to be evaluated, and to ship.
        assertThat(reported).hasSize(13).startsWith("12 parts").endsWith("one");
    }

    @Test
    void a_wrong_configuration_is_reported_with_its_line() throws IOException {
        assertThatThrownBy(() -> train(config("a", "epochs: 20 -> epochs: many"), "2026-03-02T00:00:00Z"))
                .hasMessageContaining("sample.yaml:25: trainer.epochs must be a whole number");
        assertThatThrownBy(() -> train(config("c", "refit: -> refitt:"), "2026-03-02T00:00:00Z"))
                .hasMessageContaining("refitt is not a field of this object.")
                .hasMessageContaining("sample.yaml:3: refit is required");
        assertThatThrownBy(() -> train(config("b", "sample.ndjson -> nothing.ndjson"), "2026-03-02T00:00:00Z"))
                .hasMessageContaining("nothing.ndjson does not exist");
        assertThatThrownBy(() -> train(folder.resolve("none.yaml"), "2026-03-02T00:00:00Z"))
                .hasMessageContaining("none.yaml does not exist");
    }

    private LossModel train(Path config, String now) {
        return new Train(line -> {}, Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).train(config);
    }

    /** The sample's configuration, writing elsewhere, with one text replaced: {@code from -> to}. */
    private Path config(String output, String change) throws IOException {
        String text = Files.readString(Path.of("training/sample.yaml"));
        if (!change.isEmpty()) {
            String[] fromTo = change.split(" -> ", 2);
            text = text.replace(fromTo[0], fromTo[1]);
        }
        // The configuration's digest is part of the model, so the folder it writes to must be outside of it.
        Path here = Files.createDirectories(folder.resolve(output));
        Files.copy(
                Path.of("training/sample.ndjson"), here.resolve("sample.ndjson"), StandardCopyOption.REPLACE_EXISTING);
        return Files.writeString(here.resolve("sample.yaml"), text.replace("../target/models/sample/priority", "."));
    }
}
