package dev.docket.yaml;

import java.io.StringReader;
import java.util.SequencedMap;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads the text of a YAML file. */
public final class YamlFile {
    private YamlFile() {}

    /** Reads a file whose top is a map; a file that cannot be read is reported and gives an empty map. */
    public static SequencedMap<String, YamlNode> read(String text, YamlProblems problems) {
        return root(text, problems).map();
    }

    /** Reads a file; one that cannot be read is reported and gives a value like one that is {@link YamlNode#required missing}. */
    public static YamlNode root(String text, YamlProblems problems) {
        LoaderOptions options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        try {
            Node root = new Yaml(new SafeConstructor(options)).compose(new StringReader(text));
            if (root != null) {
                return new YamlNode(root, problems);
            }
            problems.add(1, YamlProblems.Mistake.CONTENT, "the file is empty");
        } catch (MarkedYAMLException syntax) {
            int line = syntax.getProblemMark() == null
                    ? 1
                    : syntax.getProblemMark().getLine() + 1;
            problems.add(line, YamlProblems.Mistake.SYNTAX, String.valueOf(syntax.getProblem()));
        } catch (YAMLException limits) {
            problems.add(1, YamlProblems.Mistake.SYNTAX, String.valueOf(limits.getMessage()));
        }
        return YamlNode.missing(null);
    }
}
