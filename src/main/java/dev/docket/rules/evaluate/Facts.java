package dev.docket.rules.evaluate;

import dev.docket.decision.Standing;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.Parameters;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts of one request, found once and shared by all rules. */
public final class Facts {
    private static final List<FactType> SINGLES = Vocabulary.singles();
    private static final Object ABSENT = new Object();

    private final OrderSnapshot snapshot;
    private final @Nullable Standing standing;
    private final Parameters parameters;
    private final Budget budget;
    private final int elements;
    private final @Nullable Object[] singles = new Object[SINGLES.size()];

    public Facts(OrderSnapshot snapshot, Parameters parameters, @Nullable Standing standing) {
        this.snapshot = snapshot;
        this.parameters = parameters.of(snapshot);
        this.standing = standing;
        this.budget = new Budget(snapshot.order().lines().size());
        int sum = 0;
        for (Line line : snapshot.order().lines()) {
            sum += elements(line);
        }
        this.elements = sum;
    }

    private Facts(Facts other) {
        this.snapshot = other.snapshot;
        this.parameters = other.parameters;
        this.standing = other.standing;
        this.elements = other.elements;
        this.budget = new Budget(other.lines().size());
    }

    /** The same facts with a budget of their own: explaining is no part of what a decision may cost. */
    Facts withBudgetOfTheirOwn() {
        return new Facts(this);
    }

    /** The fact of a type of which there is at most one, or null when it is absent. */
    @Nullable
    Object single(FactType type) {
        Object known = singles[type.index()];
        if (known == null) {
            Object found = find(type);
            known = found == null ? ABSENT : found;
            singles[type.index()] = known;
        }
        return ABSENT.equals(known) ? null : known;
    }

    private @Nullable Object find(FactType type) {
        return type.kind() == FactType.Kind.STANDING ? standing : type.finder().apply(snapshot);
    }

    /** Every fact that is there, the lines among them: what a Drools session is given. */
    public Stream<Object> all() {
        return Stream.concat(
                SINGLES.stream()
                        .<@Nullable Object>map(this::single)
                        .filter(Objects::nonNull)
                        .map(Objects::requireNonNull),
                lines().stream());
    }

    public List<Line> lines() {
        return snapshot.order().lines();
    }

    /** What the evaluation of all rules may still cost. */
    Budget budget() {
        return budget;
    }

    /** How many elements a search through the whole order looks at. */
    int elements() {
        return elements;
    }

    /** How many elements a search through one line looks at. */
    static int elements(Line line) {
        return 1 + size(line.substitutes()) + size(line.alternateNodes());
    }

    private static int size(@Nullable List<?> list) {
        return list == null ? 0 : list.size();
    }

    OrderSnapshot snapshot() {
        return snapshot;
    }

    public Parameters parameters() {
        return parameters;
    }
}
