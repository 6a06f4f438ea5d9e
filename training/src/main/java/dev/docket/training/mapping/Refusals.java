package dev.docket.training.mapping;

import dev.docket.training.mapping.source.MappingException;
import dev.docket.training.mapping.source.Mistake;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The orders of a file that cannot be used, and why. */
final class Refusals {
    private static final int MOST_LISTED = 20;

    private final Path csv;
    private final List<Mistake> listed = new ArrayList<>();
    private long mistakes;
    private long orders;

    Refusals(Path csv) {
        this.csv = csv;
    }

    void refuse(List<Mistake> because) {
        orders++;
        mistakes += because.size();
        because.stream().limit(MOST_LISTED - listed.size()).forEach(listed::add);
    }

    /** For people: how many orders were refused, then the mistakes; nothing when there are none. */
    List<String> report(long accepted) {
        if (orders == 0) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "%s: %,d of %,d orders cannot be used", csv.getFileName(), orders, orders + accepted));
        listed.forEach(mistake -> lines.add("%s: %s".formatted(csv.getFileName(), mistake.text())));
        if (mistakes > listed.size()) {
            lines.add(String.format(Locale.ROOT, "and %,d more mistakes", mistakes - listed.size()));
        }
        return lines;
    }

    /** @throws MappingException if more than this share of all orders was refused */
    void requireAtMost(BigDecimal share, long accepted) {
        if (BigDecimal.valueOf(orders).compareTo(share.multiply(BigDecimal.valueOf(orders + accepted))) > 0) {
            throw new MappingException(
                    "%s%nThat is more than a share of %s. Correct the file, or state a larger 'badOrders' in the mapping."
                            .formatted(String.join("\n", report(accepted)), share.toPlainString()));
        }
    }
}
