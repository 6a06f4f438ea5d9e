package dev.docket.rules;

import dev.docket.rules.graph.RuleGraph;
import dev.docket.rules.graph.RuleGraphDot;
import dev.docket.rules.graph.RuleGraphSvg;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.rules.read.RuleFiles;
import java.nio.file.Path;

/** Draws how the rules of a folder depend on each other, through exceptions. */
public final class RuleDrawing {
    private RuleDrawing() {}

    /**
     * The rules of a folder in the language of Graphviz; compiles nothing.
     *
     * @throws RuleException with every problem, when the folder has any
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static String dot(Path folder) {
        return RuleGraphDot.of(graph(folder));
    }

    /**
     * The rules of a folder as a picture; compiles nothing.
     *
     * @throws RuleException with every problem, when the folder has any
     * @throws java.io.UncheckedIOException when it cannot be read
     */
    public static String svg(Path folder) {
        return RuleGraphSvg.of(graph(folder));
    }

    private static RuleGraph graph(Path folder) {
        ParsedFolder parsed = ParsedFolder.read(RuleFiles.of(folder).deciding());
        if (!parsed.problems().isEmpty()) {
            throw new RuleException(parsed.problems());
        }
        return RuleGraph.of(parsed.rules());
    }
}
