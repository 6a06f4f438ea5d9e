package dev.docket.rules;

import dev.docket.decision.Standing;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts of one request, found once and shared by all rules. */
final class Facts {
    private static final List<FactType> SINGLES = Vocabulary.singles();

    private final OrderSnapshot snapshot;
    private final Parameters parameters;
    private final @Nullable Object[] singles = new Object[SINGLES.size()];

    Facts(OrderSnapshot snapshot, Parameters parameters, @Nullable Standing standing) {
        this.snapshot = snapshot;
        this.parameters = parameters;
        for (FactType type : SINGLES) {
            singles[type.index()] = type.kind() == FactType.Kind.STANDING
                    ? standing
                    : type.finder().apply(snapshot);
        }
    }

    /** The fact of a type of which there is at most one, or null when it is absent. */
    @Nullable
    Object single(FactType type) {
        return singles[type.index()];
    }

    /** Every fact that is there, the lines among them: what a Drools session is given. */
    Stream<Object> all() {
        return Stream.concat(
                Arrays.stream(singles).filter(Objects::nonNull).map(Objects::requireNonNull), lines().stream());
    }

    List<Line> lines() {
        return snapshot.order().lines();
    }

    OrderSnapshot snapshot() {
        return snapshot;
    }

    Parameters parameters() {
        return parameters;
    }
}
