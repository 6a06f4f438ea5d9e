package dev.docket.training;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.priority.reference.Renewal;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.ReturnedGoods;
import dev.docket.training.cases.Timeline;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.config.TrainingException;
import dev.docket.training.judge.AgainstValue;
import dev.docket.training.judge.FirstDay;
import dev.docket.training.judge.Judge;
import dev.docket.training.mapping.MappedOrders;
import dev.docket.training.mapping.Mapping;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the current model does for businesses that it knows nothing of: whether it scores every order, and whether its list holds no less of what
 * was lost than the list by value.
 */
public final class FirstDays {
    private static final long SEED = 20260302;
    private static final int GENERATED = 20_000;

    private final TrainingConfig config;
    private final LossModel model;
    private final FirstDay firstDay;

    private FirstDays(TrainingConfig config, LossModel model) {
        this.config = config;
        this.model = model;
        this.firstDay = FirstDay.of(model, config.labels().policy());
    }

    /**
     * What was found for one business.
     *
     * @param orders all that were asked about, also those whose outcome nobody knows
     * @param unscored how many of them got no score
     * @param shipped with the snapshot that the model was shipped with; absent where no outcome is known
     * @param renewed with the snapshot of the first renewal, after the fewest orders that allow one; judged on those after them
     * @param ownRates with the snapshot of each day, from what the business had met before; absent likewise
     */
    public record Found(
            String business,
            long orders,
            long unscored,
            @Nullable AgainstValue shipped,
            @Nullable AgainstValue renewed,
            @Nullable AgainstValue ownRates) {}

    /** @throws TrainingException if the current model of the folder is older than version 4 */
    public static FirstDays of(Path configFile, Path models) {
        if (!(ModelLoader.current(models) instanceof LossModel present)) {
            throw new TrainingException("The current model of %s is older than version 4.".formatted(models));
        }
        return new FirstDays(TrainingConfig.read(configFile), present);
    }

    /** Orders with everything missing or unseen that a request may have so; nobody knows how they ended. */
    public Found strange() {
        return new Found(
                "generated, with missing and unseen values",
                GENERATED,
                firstDay.unscored(SampleOrders.generate(SEED).limit(GENERATED)),
                null,
                null,
                null);
    }

    /** A generated business. */
    public Found generated() {
        return found(
                "generated, with outcomes", known(SampleOrders.history(SEED).limit(GENERATED)));
    }

    /** Every invoice of Online Retail; judged by what came back later. */
    public Found onlineRetail(Path data) {
        List<PastOrder> all = read("online-retail", data.resolve("online_retail.csv.gz"));
        return found("Online Retail", all.stream().map(PastOrder::snapshot), ReturnedGoods.cases(all, config.labels()));
    }

    /** Every order of DataCo; judged by those that were open when the decision was due. */
    public Found dataCo(Path data) {
        return found("DataCo", known(read("dataco", data.resolve("dataco_dev.csv.gz")).stream()));
    }

    private List<Case> known(Stream<PastOrder> orders) {
        return orders.map(order -> Case.of(order, Objects.requireNonNull(order.outcome()), config.labels()))
                .sorted(Case.BY_TIME)
                .toList();
    }

    private static List<PastOrder> read(String mapping, Path data) {
        if (!Files.isRegularFile(data)) {
            throw new TrainingException("%s does not exist: the data set is not on this machine.".formatted(data));
        }
        try (MappedOrders orders =
                Mapping.read(Path.of("training", "mappings", mapping + ".yaml")).open(data)) {
            return orders.stream().toList();
        }
    }

    private Found found(String business, List<Case> cases) {
        return found(business, cases.stream().map(Case::snapshot), cases);
    }

    /** @param cases in order of time */
    private Found found(String business, Stream<OrderSnapshot> orders, List<Case> cases) {
        List<OrderSnapshot> all = orders.toList();
        List<Case> open = cases.stream().filter(Case::isOpen).toList();
        List<Timeline.Moment> moments =
                Timeline.of(cases, config.typicalOrderValue().doubleValue()).open();
        Judge judge =
                new Judge(model.hurdle(), model.document(), config.labels().policy());
        return new Found(
                business,
                all.size(),
                firstDay.unscored(all.stream()),
                AgainstValue.of(firstDay.judge(open), SEED),
                AgainstValue.of(
                        firstDay.renewed(cases.subList(0, Renewal.FEWEST_ORDERS))
                                .judge(open.stream()
                                        .filter(one -> one.at()
                                                .isAfter(cases.get(Renewal.FEWEST_ORDERS)
                                                        .at()))
                                        .toList()),
                        SEED),
                AgainstValue.of(judge.judge(List.of(), moments), SEED));
    }

    /**
     * All that can be found here.
     *
     * @param data the folder of the real data sets
     * @return Markdown
     */
    public String report(Path data) {
        StringBuilder report = new StringBuilder(
                String.format(Locale.ROOT, """
                # How the shipped model does on a first day elsewhere

                Written by `./docket train --first-day REPORT`, with model %s %s: businesses that it knows nothing of. Each order is asked about

                - with the **shipped snapshot**, as before anything was renewed;
                - with the snapshot of the **first renewal**: the typical order of the business' first 200 orders, no outcome known yet;
                - with **own rates**: the snapshot of each day, from all orders and outcomes before. The weights are as shipped throughout.

                | Orders | asked about | without a score |
                |---|---:|---:|
                """, model.id().name(), model.id().version()));
        List<Found> all = List.of(strange(), generated(), onlineRetail(data), dataCo(data));
        all.forEach(found -> report.append(String.format(
                Locale.ROOT, "| %s | %,d | %,d |%n", found.business(), found.orders(), found.unscored())));
        report.append("""

                How much of all that was lost is in the first tenth of the list: by value alone, by answered class and then expected loss, and the
                difference with its 95 % interval (bootstrap over customers for Online Retail, shipments for generated orders, orders for DataCo).

                | Orders, with | judged | cost anything | by value | by the answer | more than by value |
                |---|---:|---:|---:|---:|---|
                """);
        for (Found found : all) {
            append(report, found, "shipped snapshot", found.shipped());
            append(report, found, "first renewal", found.renewed());
            append(report, found, "own rates", found.ownRates());
        }
        return report.append("""

                Where an interval lies below 0, **order a queue by value**. The shipped snapshot still takes another business's orders as typical; the first
                renewal, after 200 orders and at most `docket.models.renew-minutes`, ends that. What the weights get wrong about a business ends with
                [training on own outcomes](learning.md).

                What an outcome costs is as in `training/own.yaml`. Online Retail does not say how orders ended: an order counts as cancelled as far as
                the same customer later returned its goods. DataCo's outcomes are not real: its delivery days are random given the ship mode.
                `FirstDaysTest` holds these figures to what they promise, where the data is.
                """).toString();
    }

    private static void append(StringBuilder report, Found found, String with, @Nullable AgainstValue against) {
        if (against != null) {
            report.append(String.format(
                    Locale.ROOT,
                    "| %s, %s | %,d | %,d | %.3f | %.3f | %+.3f (%+.3f .. %+.3f) |%n",
                    found.business(),
                    with,
                    against.orders(),
                    against.costly(),
                    against.byValue(),
                    against.byAnswer(),
                    against.more().value(),
                    against.more().low(),
                    against.more().high()));
        }
    }
}
