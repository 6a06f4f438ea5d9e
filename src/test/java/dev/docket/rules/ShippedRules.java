package dev.docket.rules;

import java.nio.file.Path;

/** The rules that Docket ships, compiled once for all tests. */
public final class ShippedRules {
    public static final Path FOLDER = Path.of("rules");

    private ShippedRules() {}

    public static RuleFolder compiled() {
        return Holder.COMPILED;
    }

    private static final class Holder {
        private static final RuleFolder COMPILED = RuleFolder.load(FOLDER);
    }
}
