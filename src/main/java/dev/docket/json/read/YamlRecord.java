package dev.docket.json.read;

import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import dev.docket.yaml.YamlProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads YAML as the JSON that it stands for, and finds the line of each problem. */
final class YamlRecord {
    private YamlRecord() {}

    static <T> Reading<T> read(String yaml, Function<byte[], Reading<T>> json) {
        List<Problem> mistakes = new ArrayList<>();
        YamlNode root = YamlFile.root(
                yaml, (line, kind, message) -> mistakes.add(new Problem("", code(kind), message, null, line)));
        byte[] document = new JsonWriter().value(root.tree()).bytes();
        if (mistakes.stream().anyMatch(mistake -> mistake.code().equals("syntax"))) {
            return new Reading.Invalid<>(mistakes);
        }
        return switch (json.apply(document)) {
            case Reading.Valid<T> valid -> mistakes.isEmpty() ? valid : new Reading.Invalid<>(mistakes);
            case Reading.Invalid<T> invalid -> {
                invalid.problems().forEach(problem -> mistakes.add(at(root, problem)));
                mistakes.sort(Comparator.comparingInt(Problem::line));
                yield new Reading.Invalid<>(mistakes);
            }
        };
    }

    private static String code(YamlProblems.Kind kind) {
        return kind == YamlProblems.Mistake.SYNTAX ? "syntax" : "invalid";
    }

    private static Problem at(YamlNode root, Problem problem) {
        return new Problem(
                problem.path(),
                problem.code(),
                problem.message(),
                problem.value(),
                nearest(root, problem.path()).line());
    }

    /** The value at a path such as {@code lines[2].lot}, or the nearest one that contains its place. */
    private static YamlNode nearest(YamlNode root, String path) {
        YamlNode at = root;
        for (String step : path.split("[.\\[]", -1)) {
            YamlNode next = child(at, step.endsWith("]") ? step.substring(0, step.length() - 1) : step);
            if (next == null) {
                return at;
            }
            at = next;
        }
        return at;
    }

    private static @Nullable YamlNode child(YamlNode node, String step) {
        if (node.isList()
                && step.matches("[0-9]{1,4}")
                && Integer.parseInt(step) < node.list().size()) {
            return node.list().get(Integer.parseInt(step));
        }
        return node.isMap() ? node.map().get(step) : null;
    }
}
