package dev.docket.console.shell;

import dev.docket.html.HtmlTemplate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scripts of npm packages that import each other by name. Browsers know no names of packages, and maps of them would be scripts in the
 * page, so each name is replaced by the path of its file. Comments that have their lines to themselves and indents are left out: a third of
 * the bytes.
 */
final class Modules {
    private static final Pattern IMPORTED = Pattern.compile("(?<=from )(['\"])([^'\"\n]+)\\1");
    private static final Pattern UNREAD =
            Pattern.compile("(?m)^[ \\t]*(?:/\\*(?:[^*]|\\*(?!/))*+\\*/[ \\t]*\\n|//.*\\n|)[ \\t]*");

    private Modules() {}

    /** The files by the names of their packages, each after those that it imports. */
    static Map<String, String> listed() {
        Map<String, String> fileByName = new LinkedHashMap<>();
        for (String line : HtmlTemplate.text(Modules.class, "/dev/docket/console/vendor/vendored.txt")
                .split("\n")) {
            if (!line.startsWith("#")) {
                // package@version, path in it, SHA-256, file, licence
                List<String> words = List.of(line.split(" "));
                String versioned = words.getFirst();
                fileByName.put(versioned.substring(0, versioned.lastIndexOf('@')), words.get(3));
            }
        }
        return Collections.unmodifiableMap(fileByName);
    }

    /** @param pathByName where browsers get the modules that it may import */
    static String forBrowsers(String module, Map<String, String> pathByName) {
        return IMPORTED.matcher(module)
                .replaceAll(found ->
                        Matcher.quoteReplacement("'" + pathByName.getOrDefault(found.group(2), found.group(2)) + "'"));
    }

    static String shortened(String module) {
        return UNREAD.matcher(module).replaceAll("");
    }
}
