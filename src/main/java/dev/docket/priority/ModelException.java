package dev.docket.priority;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.file.Path;
import java.util.List;

/** A model cannot be used; the message says what is wrong and how to mend it. */
public final class ModelException extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private static final String FIX =
            "Run ./docket train training/priority.yaml to make a model, or restore the folder.";

    public ModelException(String message) {
        super(message + "\n" + FIX);
    }

    public ModelException(String message, Throwable cause) {
        this(message, FIX, cause);
    }

    public ModelException(String message, String fix, Throwable cause) {
        super(message + "\n" + fix, cause);
    }

    /** A model whose bytes are those of its manifest but make no sense to this program. */
    public static ModelException unreadable(Path folder, Exception cause) {
        return cause instanceof JsonProcessingException unfit
                ? new ModelException(
                        "Model %s: model.json does not fit this program: %s"
                                .formatted(folder, unfit.getOriginalMessage()),
                        unfit)
                : new ModelException("Model %s cannot be read: %s".formatted(folder, cause.getMessage()), cause);
    }

    /** @throws ModelException if a model was trained with other columns than this program computes */
    public static void requireSameColumns(Path folder, List<String> computed, List<String> trained) {
        if (!trained.equals(computed)) {
            throw new ModelException(
                    "Model %s was trained with other features than this program has: missing %s, unknown %s."
                            .formatted(folder, without(computed, trained), without(trained, computed)));
        }
    }

    private static List<String> without(List<String> names, List<String> others) {
        return names.stream().filter(name -> !others.contains(name)).toList();
    }
}
