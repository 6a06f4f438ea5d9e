package dev.docket.rules.language;

import java.math.BigDecimal;
import java.util.Set;

/**
 * Where a rule stands in its file.
 *
 * @param place a line, or the cell that names the rule
 * @param policyNumbers the numbers in the cells of its row: they are the policy data of the table
 */
public record Origin(String place, Set<BigDecimal> policyNumbers) {
    public Origin {
        policyNumbers = Set.copyOf(policyNumbers);
    }

    /** A rule that is written as DRL; its numbers stand in {@code parameters.yaml}. */
    public static Origin line(int line) {
        return new Origin(Integer.toString(line), Set.of());
    }

    public boolean hasPolicyNumber(BigDecimal number) {
        return policyNumbers.stream().anyMatch(own -> own.compareTo(number) == 0);
    }
}
