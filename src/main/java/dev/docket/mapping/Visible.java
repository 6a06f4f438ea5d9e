package dev.docket.mapping;

import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What earlier paths came to, as a line sees it: its own and those of the order. */
final class Visible extends AbstractMap<String, Object> {
    private final Map<String, Object> ofOrder;
    private final Map<String, Object> ofLine;

    Visible(Map<String, Object> ofOrder, Map<String, Object> ofLine) {
        this.ofOrder = ofOrder;
        this.ofLine = ofLine;
    }

    @Override
    public @Nullable Object get(Object path) {
        Object own = ofLine.get(path);
        return own == null ? ofOrder.get(path) : own;
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        Map<String, Object> all = new HashMap<>(ofOrder);
        all.putAll(ofLine);
        return all.entrySet();
    }
}
