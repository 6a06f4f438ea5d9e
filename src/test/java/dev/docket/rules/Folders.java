package dev.docket.rules;

import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;

/** Rule folders for tests: the shipped one, with other rules. */
public final class Folders {
    public static final String HEADER = """
            package rules;
            import dev.docket.order.*;
            import dev.docket.decision.Standing;
            global dev.docket.rules.Parameters parameters;
            global dev.docket.rules.Effects effects;
            """;

    private Folders() {}

    /** Every file that ships. */
    public static SortedMap<String, byte[]> shipped() {
        return RuleFolder.read(ShippedRules.FOLDER);
    }

    /** The data files that ship, without mappings. */
    public static SortedMap<String, byte[]> data() {
        SortedMap<String, byte[]> files = new TreeMap<>(shipped());
        files.keySet().removeIf(name -> name.endsWith(".drl") || name.contains("/"));
        return files;
    }

    /** The data files that ship, with one rule file. */
    public static SortedMap<String, byte[]> with(String name, String text) {
        SortedMap<String, byte[]> files = data();
        files.put(name, text.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** A rule that runs at every checkpoint. */
    public static String rule(String id, String when, String then) {
        return """
                rule "%s"
                  @owner( "TEST" )
                  @policy( "A rule for a test." )
                  @at( "ENTRY, RELEASE, PICK, SHIP, POST_SHIP" )
                when
                %s
                then
                  %s
                end
                """.formatted(id, when, then);
    }
}
