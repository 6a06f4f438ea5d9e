package dev.docket.training.mapping;

import dev.docket.mapping.target.Draft;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Builds records from drafts by their components, so that the mapping follows the canonical order without code of its
 * own. An optional record, and an element of an optional list, that lacks something required is left out.
 */
final class RecordBuilder {
    private RecordBuilder() {}

    /** @throws UnfitException if something required is absent */
    static Object build(Class<?> type, Draft draft, String path) {
        Blueprint blueprint = Blueprint.of(type);
        @Nullable Object[] values = new @Nullable Object[blueprint.parts().size()];
        for (int i = 0; i < values.length; i++) {
            Blueprint.Part part = blueprint.parts().get(i);
            values[i] = value(part, draft.part(part.name()), path);
            if (values[i] == null && !part.optional()) {
                throw new UnfitException(path + part.name(), "is required but absent");
            }
        }
        return blueprint.build(values);
    }

    private static @Nullable Object value(Blueprint.Part part, @Nullable Object drafted, String path) {
        return switch (drafted) {
            case null -> null;
            case Draft draft when part.optional() -> buildIfComplete(part.type(), draft, path);
            case Draft draft -> build(part.type(), draft, path + part.name() + ".");
            case Draft.Elements elements -> elements(part, elements, path);
            default -> drafted;
        };
    }

    private static List<Object> elements(Blueprint.Part list, Draft.Elements elements, String path) {
        List<Object> built = new ArrayList<>();
        for (Object element : elements.inOrder()) {
            Object whole = element;
            if (element instanceof Draft draft) {
                whole = list.optional()
                        ? buildIfComplete(list.type(), draft, path)
                        : build(
                                list.type(),
                                draft,
                                String.format(Locale.ROOT, "%s%s[%d].", path, list.name(), built.size()));
            }
            if (whole != null) {
                built.add(whole);
            }
        }
        return built;
    }

    private static @Nullable Object buildIfComplete(Class<?> type, Draft draft, String path) {
        Blueprint blueprint = Blueprint.of(type);
        @Nullable Object[] values = new @Nullable Object[blueprint.parts().size()];
        boolean anything = false;
        for (int i = 0; i < values.length; i++) {
            Blueprint.Part part = blueprint.parts().get(i);
            values[i] = value(part, draft.part(part.name()), path);
            if (values[i] == null && !part.optional()) {
                return null;
            }
            anything |= values[i] != null;
        }
        return anything ? blueprint.build(values) : null;
    }
}
