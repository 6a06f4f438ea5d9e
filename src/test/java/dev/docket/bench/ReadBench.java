package dev.docket.bench;

import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.hibernate.validator.HibernateValidator;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/**
 * {@code ./docket bench read}: what reading an order costs, with its constraints and without, and what Hibernate Validator alone would
 * cost. All take turns within one run; compare the ratios.
 */
final class ReadBench {
    private static final Path EXAMPLE = Path.of("api-spec", "examples", "order-released.json");
    private static final int ROUNDS = 12;
    private static final int ORDERS = 4_000;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private ReadBench() {}

    public static void main(String... arguments) throws IOException {
        byte[] order = Files.readAllBytes(EXAMPLE);
        RecordReader reader = new RecordReader();
        Validator validator = Validation.byProvider(HibernateValidator.class)
                .configure()
                .messageInterpolator(new ParameterMessageInterpolator())
                .buildValidatorFactory()
                .getValidator();
        if (!(reader.json(OrderSnapshot.class, order) instanceof Reading.Valid<OrderSnapshot>(OrderSnapshot read))) {
            throw new IllegalStateException("the example is not valid");
        }
        Map<String, Runnable> steps = new LinkedHashMap<>();
        steps.put("read without constraints", () -> reader.jsonAgain(OrderSnapshot.class, order));
        steps.put("read, constraints included", () -> reader.json(OrderSnapshot.class, order));
        steps.put("Hibernate Validator alone", () -> validator.validate(read));

        Map<String, double[]> micros = new LinkedHashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (var step : steps.entrySet()) {
                micros.computeIfAbsent(step.getKey(), first -> new double[ROUNDS])[round] = microsEach(step.getValue());
            }
        }
        double unit = median(micros.values().iterator().next());
        System.out.printf(
                Locale.ROOT, "%n%,d bytes; processor time of one thread, median of the later rounds%n", order.length);
        System.out.println("| What | µs | times reading |\n|---|---:|---:|");
        micros.forEach((what, each) ->
                System.out.printf(Locale.ROOT, "| %s | %.1f | %.1f |%n", what, median(each), median(each) / unit));
    }

    private static double microsEach(Runnable step) {
        long began = THREADS.getCurrentThreadCpuTime();
        for (int i = 0; i < ORDERS; i++) {
            step.run();
        }
        return (THREADS.getCurrentThreadCpuTime() - began) / 1e3 / ORDERS;
    }

    /** Of the second half: before, the compiler is at work. */
    private static double median(double[] rounds) {
        double[] later = Arrays.copyOfRange(rounds, ROUNDS / 2, ROUNDS);
        Arrays.sort(later);
        return later[later.length / 2];
    }
}
