package dev.docket.rules.language;

import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Every request path that a rule looks at, in its conditions and in what its actions carry. A value that is derived from a
 * fact counts as all of the fact: which parts it is computed from is its own business.
 */
public final class ReadPaths {
    private final SortedSet<String> paths = new TreeSet<>();

    private ReadPaths() {}

    public static SortedSet<String> of(ParsedRule rule) {
        var reads = new ReadPaths();
        rule.expressions().forEach(reads::visit);
        return reads.paths;
    }

    private void visit(Expr expression) {
        switch (expression) {
            case Expr.Read read -> visit(read);
            case Expr.Whole whole -> add(whole.fact().path());
            case Expr.Parameter parameter -> paths.addAll(parameter.variation().reads());
            case Expr.Arithmetic arithmetic -> {}
            case Expr.Shift shift -> {}
            case Expr.Constant constant -> {}
        }
    }

    private void visit(Expr.Read read) {
        var fact = read.fact();
        boolean isOfWholeRequest = "".equals(fact.path());
        if (read.field().isDerived() && !isOfWholeRequest) {
            add(fact.path());
        } else {
            // What is derived from the request as a whole says what it reads; else all would count as read.
            read.field().reads().forEach(relative -> add(fact.pathOf(relative)));
            read.field().counts().forEach(relative -> add(fact.pathOf(relative)));
        }
    }

    private void add(@Nullable String path) {
        // What is computed stands nowhere; what it was computed from was read where it was found.
        if (path != null) {
            paths.add(path);
        }
    }
}
