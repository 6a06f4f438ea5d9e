package dev.docket.mapping;

import dev.docket.mapping.document.Format;
import dev.docket.mapping.document.SegmentPlan;
import dev.docket.mapping.document.SourcePath;
import dev.docket.mapping.expression.Expression;
import dev.docket.mapping.target.TargetPath;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * How documents of one kind become orders, as a file under {@code mappings/} says it. Immutable; {@link MappingReader} has
 * checked it.
 *
 * @param name what requests call it by
 * @param says what kind of document it reads, in a sentence
 * @param plan what a transaction of X12 or EDIFACT may hold
 * @param lines where the lines of an order stand; none where the whole document is one line
 * @param same what every line must say alike, so that lines of another order are not mixed in
 * @param exclusions what leaves a line, or a whole document, out
 * @param targets where values go and how they come about, in the order in which they are worked out
 */
public record DocumentMapping(
        String name,
        String says,
        Format reads,
        SegmentPlan plan,
        List<SourcePath> lines,
        Optional<SourcePath> same,
        List<Exclusion> exclusions,
        SequencedMap<TargetPath, Expression> targets) {
    public DocumentMapping {
        lines = List.copyOf(lines);
        exclusions = List.copyOf(exclusions);
        targets = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(targets));
    }
}
