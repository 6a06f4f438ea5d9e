package dev.docket.mapping.document;

import dev.docket.mapping.expression.Source;
import dev.docket.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path into a document: {@code /customer/id} from its top, {@code price} from the current line, {@code .} the line itself.
 * Conditions choose among pieces of one name: {@code N1[1=ST]/4}, {@code E1EDK03[IDDAT=002]/DATUM}; of several, the first
 * counts.
 *
 * @param text as the mapping writes it
 * @param isAbsolute whether it starts at the top of the document
 */
public record SourcePath(String text, boolean isAbsolute, List<Step> steps) implements Source {
    private static final int LONGEST = 200;
    private static final Pattern STEP = Pattern.compile("([^/\\[\\]]+)((?:\\[[^\\[\\]]{1,100}])*)");
    private static final Pattern CONDITION = Pattern.compile("\\[([^=!\\[\\]]+)(!?=)([^\\[\\]]*)]|\\[(\\d{1,4})]");
    private static final String SELF = ".";

    public SourcePath {
        steps = List.copyOf(steps);
    }

    /** One name, with what a piece of that name must be. */
    record Step(String name, List<Condition> conditions) {
        Step {
            conditions = List.copyOf(conditions);
        }
    }

    sealed interface Condition {}

    /** The path from the piece says this, or does not. */
    record Says(List<String> names, String value, boolean isWanted) implements Condition {}

    /** The piece is so manyth of its name, from 1. */
    record Nth(int number) implements Condition {}

    /** The path that a text means; one that means nothing is reported. */
    public static SourcePath read(YamlNode node) {
        String text = node.text();
        boolean isAbsolute = text.startsWith("/");
        List<Step> steps = new ArrayList<>();
        String rest = isAbsolute ? text.substring(1) : text;
        Matcher step = STEP.matcher(rest);
        int at = 0;
        while (at < rest.length() && step.find(at) && step.start() == at) {
            steps.add(new Step(step.group(1), conditions(step.group(2), node)));
            at = step.end();
            if (at < rest.length() && rest.charAt(at) == '/' && at + 1 < rest.length()) {
                at++;
            } else {
                break;
            }
        }
        if (steps.isEmpty() || at < rest.length() || text.length() > LONGEST) {
            node.problem("'%s' is not a path such as /customer/id or N1[1=ST]/4".formatted(text));
        }
        return new SourcePath(text, isAbsolute, steps);
    }

    private static List<Condition> conditions(String text, YamlNode node) {
        List<Condition> conditions = new ArrayList<>();
        if (!CONDITION.matcher(text).replaceAll("").isEmpty()) {
            node.problem("'%s' is not a condition such as [1=ST] or [2]".formatted(text));
        }
        // A condition can hold slashes, as [1/1=137], and the pattern of a step lets them pass.
        Matcher matcher = CONDITION.matcher(text);
        while (matcher.find()) {
            conditions.add(
                    matcher.group(4) != null
                            ? new Nth(Integer.parseInt(matcher.group(4)))
                            : new Says(
                                    List.of(matcher.group(1).split("/", -1)),
                                    matcher.group(3),
                                    matcher.group(2).equals("=")));
        }
        return conditions;
    }

    /** Every piece that the path leads to from one. */
    public List<Piece> all(Piece from) {
        List<Piece> found = List.of(from);
        for (Step step : steps) {
            List<Piece> next = new ArrayList<>();
            for (Piece piece : found) {
                List<Piece> candidates = step.name().equals(SELF) ? List.of(piece) : piece.named(step.name());
                candidates.stream()
                        .filter(candidate -> matches(candidate, step))
                        .forEach(next::add);
            }
            found = next;
        }
        return found;
    }

    /** Where the path ends: the place of the piece, or where it is missing. */
    String placeFrom(Piece from) {
        Piece at = from;
        for (Step step : steps) {
            if (step.name().equals(SELF)) {
                continue;
            }
            List<Piece> candidates = at.named(step.name()).stream()
                    .filter(candidate -> matches(candidate, step))
                    .toList();
            if (candidates.isEmpty()) {
                return at.placeOf(step.name() + wanted(step));
            }
            at = candidates.getFirst();
        }
        return at.place();
    }

    private static String wanted(Step step) {
        StringBuilder text = new StringBuilder();
        for (Condition condition : step.conditions()) {
            switch (condition) {
                case Says says ->
                    text.append('[')
                            .append(String.join("/", says.names()))
                            .append(says.isWanted() ? "=" : "!=")
                            .append(says.value())
                            .append(']');
                case Nth nth -> text.append('[').append(nth.number()).append(']');
            }
        }
        return text.toString();
    }

    private static boolean matches(Piece piece, Step step) {
        return step.conditions().stream().allMatch(condition -> switch (condition) {
            case Says says -> says(piece, says);
            case Nth nth -> piece.ordinal() == nth.number();
        });
    }

    private static boolean says(Piece piece, Says says) {
        Piece at = piece;
        for (String name : says.names()) {
            List<Piece> next = at.named(name);
            if (next.isEmpty()) {
                return !says.isWanted();
            }
            at = next.getFirst();
        }
        boolean isSaid = says.value().equals(at.text());
        if (isSaid) {
            at.use();
        }
        return isSaid == says.isWanted();
    }
}
