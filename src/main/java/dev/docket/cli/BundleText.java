package dev.docket.cli;

import dev.docket.bundle.diff.PolicyChange;
import dev.docket.decision.id.BundleId;
import dev.docket.service.bundle.BundleWorkshop;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Bundles in lines of text. */
final class BundleText {
    private BundleText() {}

    static String name(BundleId id) {
        return "%s %s (%s)".formatted(id.name(), id.version(), id.digest());
    }

    static List<String> of(BundleWorkshop.Verified verified) {
        return List.of(verified.digest().text(), verified.signature().sentence(), cases(verified));
    }

    private static String cases(BundleWorkshop.Verified verified) {
        return verified.changedCases().isEmpty()
                ? String.format(Locale.ROOT, "%d case files.", verified.cases())
                : "These case files have changed since the build: %s.%nRestore them, or build the bundle again."
                        .formatted(String.join(", ", verified.changedCases()));
    }

    static List<String> of(BundleWorkshop.Difference difference) {
        List<String> lines = new ArrayList<>();
        lines.add("from " + name(difference.from()));
        lines.add("to   " + name(difference.to()));
        if (difference.changes().isEmpty()) {
            lines.add("no difference");
        }
        difference.changes().stream().map(PolicyChange::says).forEach(lines::add);
        return lines;
    }

    static List<String> of(BundleWorkshop.Contents contents) {
        List<String> lines = new ArrayList<>();
        lines.add(name(contents.id()));
        lines.add(String.format(
                Locale.ROOT,
                "%d rules, %d exception codes. %s",
                contents.rules(),
                contents.codes(),
                contents.signature().sentence()));
        lines.add(contents.manifest().stripTrailing());
        if (!contents.cases().isEmpty()) {
            lines.add("with the cases, which are not part of the digest:");
            lines.add(contents.cases().stripTrailing());
        }
        return lines;
    }
}
