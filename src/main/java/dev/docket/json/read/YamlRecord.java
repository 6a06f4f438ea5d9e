package dev.docket.json.read;

import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.yaml.YamlNode;
import dev.docket.yaml.YamlProblems;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Reads YAML as the JSON that it stands for, and finds the line of each problem. */
final class YamlRecord {
    private YamlRecord() {}

    static <T> Reading<T> read(String yaml, Function<byte[], Reading<T>> json) {
        List<Problem> mistakes = new ArrayList<>();
        YamlNode root = YamlNode.root(
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
                root.nearest(problem.path()).line());
    }
}
