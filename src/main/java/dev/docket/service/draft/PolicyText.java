package dev.docket.service.draft;

import dev.docket.bundle.BundleSource;
import dev.docket.digest.Digest;
import dev.docket.rules.RuleWords;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The policy that decides now, as text to write in.
 *
 * @param base its digest
 * @param files their whole text, by path below the rule folder; rules, data and cases, but no workbooks
 * @param words what rules may use
 */
public record PolicyText(Digest base, SortedMap<String, String> files, RuleWords words) {
    private static final Pattern TEXT = Pattern.compile(".+\\.(drl|ya?ml|csv)");

    public PolicyText {
        files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    }

    static PolicyText of(Digest base, BundleSource source) {
        SortedMap<String, String> texts = new TreeMap<>();
        add(texts, source.content().rules());
        add(texts, source.content().cases().files());
        return new PolicyText(base, texts, RuleWords.of(source.content().rules()));
    }

    private static void add(SortedMap<String, String> texts, SortedMap<String, byte[]> files) {
        files.forEach((path, bytes) -> {
            if (isText(path)) {
                texts.put(path, new String(bytes, StandardCharsets.UTF_8));
            }
        });
    }

    static boolean isText(String path) {
        return TEXT.matcher(path).matches();
    }
}
