package dev.docket.rules.problem;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.Severity;
import dev.docket.yaml.YamlProblems;
import java.util.Collection;

/** Collects problems of one file, so that its author sees all of them at once. */
public final class FileProblems implements YamlProblems {
    private final String file;
    private final Collection<RuleProblem> found;
    private int count;

    public FileProblems(String file, Collection<RuleProblem> found) {
        this.file = file;
        this.found = found;
    }

    public String file() {
        return file;
    }

    /** How many errors were found here so far. */
    public int count() {
        return count;
    }

    public void add(int line, Refusal refusal) {
        add(line, refusal.code(), refusal.text());
    }

    @Override
    public void add(int line, YamlProblems.Kind kind, String message) {
        String shortened = message.length() <= Limits.MESSAGE_LENGTH
                ? message
                : message.substring(0, Limits.MESSAGE_LENGTH) + "...";
        RuleProblem problem = new RuleProblem(file, Math.max(line, 1), codeOf(kind), shortened);
        if (problem.severity() == Severity.ERROR) {
            count++;
        }
        found.add(problem);
    }

    private static ErrorCode codeOf(YamlProblems.Kind kind) {
        return switch (kind) {
            case ErrorCode code -> code;
            case YamlProblems.Mistake mistake ->
                switch (mistake) {
                    case SYNTAX -> ErrorCode.SYNTAX;
                    case CONTENT -> ErrorCode.DATA;
                    case LIMIT -> ErrorCode.LIMIT;
                };
            default ->
                throw new IllegalArgumentException("%s is not a kind of problem of a rule folder".formatted(kind));
        };
    }
}
