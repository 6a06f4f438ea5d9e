package dev.docket.app.metric;

import dev.docket.decision.id.BundleId;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;

/** Names the last few bundles that decided for a label. Thread-safe. */
final class RecentBundles {
    /** The active one, and those before it that an operator may still compare it with. */
    static final int MOST = 4;

    private static final int DIGITS = 12;

    private final Consumer<String> forgotten;
    private final Deque<String> recent = new ArrayDeque<>();

    /** @param forgotten gets a name when it is given up for a newer one */
    RecentBundles(Consumer<String> forgotten) {
        this.forgotten = forgotten;
    }

    /** The label of a bundle. */
    static String name(BundleId bundle) {
        return bundle.digest().hex().substring(0, DIGITS);
    }

    /** The same, for a counter: whoever was not seen for the longest time is forgotten. */
    synchronized String decidedBy(BundleId bundle) {
        String name = name(bundle);
        if (!recent.contains(name)) {
            if (recent.size() == MOST) {
                forgotten.accept(recent.removeFirst());
            }
            recent.addLast(name);
        }
        return name;
    }
}
