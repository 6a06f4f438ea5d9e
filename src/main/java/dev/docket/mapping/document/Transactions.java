package dev.docket.mapping.document;

import dev.docket.json.Problem;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The transactions of an interchange as trees: a segment that opens a loop holds the segments of its loop. */
final class Transactions {
    private static final int MOST_PROBLEMS = 20;
    private static final Set<String> ENVELOPE =
            Set.of("ISA", "GS", "ST", "SE", "GE", "IEA", "UNB", "UNG", "UNH", "UNT", "UNE", "UNZ", "TA1");

    /** Transactions that answer another one; what else they hold is not told. */
    private static final Set<String> ACKNOWLEDGEMENTS = Set.of("997", "999", "824", "CONTRL", "APERAK");

    private final SegmentPlan plan;
    private final List<Problem> problems;
    private final List<Piece> documents = new ArrayList<>();
    /** The segments of the envelope that is open, each with its elements, as every transaction shows them. */
    private final List<Piece> envelope = new ArrayList<>();

    private final Deque<Loop> open = new ArrayDeque<>();
    private Piece document = Piece.root(new Place.Segment(0));
    private @Nullable Piece segment;
    private @Nullable Piece composite;
    private boolean isInTransaction;
    private boolean isAcknowledgement;

    /** A loop that is open: the segment that opened it, and what it may hold. */
    private record Loop(Piece piece, SegmentPlan plan) {}

    Transactions(SegmentPlan plan, List<Problem> problems) {
        this.plan = plan;
        this.problems = problems;
    }

    void begin() {
        isInTransaction = true;
        isAcknowledgement = false;
        document = Piece.root(new Place.Segment(0));
        envelope.forEach(each -> copy(each, document));
        open.clear();
        open.push(new Loop(document, plan));
    }

    private static void copy(Piece piece, Piece into) {
        Piece copied = into.add(piece.name(), piece.where());
        if (piece.text() != null) {
            copied.say(piece.text());
        }
        // Nobody misses what an envelope says besides the order.
        copied.use();
        piece.pieces().forEach(each -> copy(each, copied));
    }

    void end() {
        isInTransaction = false;
        documents.add(document);
    }

    List<Piece> documents() {
        return List.copyOf(documents);
    }

    /** @param number from 1 */
    void segment(String tag, int number) {
        Place place = new Place.Segment(number);
        if (ENVELOPE.contains(tag) || !isInTransaction) {
            Piece root = isInTransaction ? document : Piece.root(new Place.Segment(0));
            Piece added = root.add(tag, place);
            added.use();
            segment = added;
            if (!isInTransaction) {
                envelope.removeIf(each -> each.name().equals(tag));
                envelope.add(added);
            }
            return;
        }
        if (open.stream().noneMatch(loop -> loop.plan().inside().containsKey(tag))) {
            unknown(tag, place);
            return;
        }
        while (!open.element().plan().inside().containsKey(tag)) {
            open.pop();
        }
        Piece added = open.element().piece().add(tag, place);
        segment = added;
        open.push(new Loop(added, open.element().plan().loop(tag)));
    }

    private void unknown(String tag, Place place) {
        segment = Piece.root(place).add(tag, place);
        if (isAcknowledgement) {
            return;
        }
        if (problems.size() >= MOST_PROBLEMS) {
            throw new UnreadableException(problems);
        }
        problems.add(UnreadableException.problem(
                segment.place(), Fault.UNKNOWN_SEGMENT, "the mapping expects no segment %s here".formatted(tag)));
    }

    void composite(int position) {
        if (segment != null) {
            composite = segment.add(Integer.toString(position), new Place.Component(false));
        }
    }

    void endComposite() {
        composite = null;
    }

    /**
     * An element, or a component of a composite.
     *
     * @param hasComponents whether an element without components is one component, as EDIFACT has it
     */
    void element(int position, int component, String text, boolean hasComponents) {
        Piece whole = composite;
        Piece of = segment;
        if (whole != null) {
            if (component == 1) {
                whole.say(text);
            }
            Piece part = whole.add(Integer.toString(component), new Place.Component(true));
            part.say(text);
            if (position == 2 && component == 1) {
                requireOrder("UNH", text, part);
            }
            return;
        }
        if (of != null) {
            Piece element = of.add(Integer.toString(position), new Place.Component(false));
            element.say(text);
            if (hasComponents) {
                element.add("1", new Place.Component(true)).say(text);
            }
            if (position == 1) {
                requireOrder("ST", text, element);
            }
        }
    }

    /** What a transaction is, is said in its first segment. */
    private void requireOrder(String tag, String type, Piece said) {
        if (segment != null && segment.name().equals(tag) && ACKNOWLEDGEMENTS.contains(type)) {
            isAcknowledgement = true;
            problems.add(UnreadableException.problem(
                    said.place(),
                    Fault.NOT_ALLOWED,
                    "a %s acknowledges what you sent, and holds no order. Compare it with what you sent; it is nothing to decide"
                            .formatted(type)));
        }
    }
}
