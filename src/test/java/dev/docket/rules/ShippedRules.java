package dev.docket.rules;

import dev.docket.rules.read.ParsedFolder;
import java.nio.file.Path;

/** The rules that Docket ships, compiled once for all tests. */
public final class ShippedRules {
    public static final Path FOLDER = Path.of("rules");

    private ShippedRules() {}

    public static RuleFolder compiled() {
        return Holder.COMPILED;
    }

    /** What the files say; nothing is compiled. */
    public static ParsedFolder parsed() {
        return ParsedHolder.PARSED;
    }

    private static final class ParsedHolder {
        private static final ParsedFolder PARSED = ParsedFolder.read(RuleFolder.read(FOLDER));
    }

    private static final class Holder {
        private static final RuleFolder COMPILED = RuleFolder.load(FOLDER);
    }
}
