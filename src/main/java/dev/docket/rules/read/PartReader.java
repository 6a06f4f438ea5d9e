package dev.docket.rules.read;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Declared;
import dev.docket.rules.language.Part;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import dev.docket.rules.vocabulary.FactType;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.drools.drl.ast.descr.AccumulateDescr;
import org.drools.drl.ast.descr.AndDescr;
import org.drools.drl.ast.descr.BaseDescr;
import org.drools.drl.ast.descr.ConditionalElementDescr;
import org.drools.drl.ast.descr.ExistsDescr;
import org.drools.drl.ast.descr.NotDescr;
import org.drools.drl.ast.descr.OrDescr;
import org.drools.drl.ast.descr.PatternDescr;
import org.jspecify.annotations.Nullable;

/** Reads a rule's {@code when}: patterns, and {@code exists}, {@code not} and {@code or} groups of them. */
final class PartReader {
    private final FileProblems problems;
    private final PatternReader patterns;
    private int accumulates;

    PartReader(Declared declared, FileProblems problems) {
        this.problems = problems;
        this.patterns = new PatternReader(declared, problems);
    }

    /** The variables that are bound by what was read. */
    Scope scope() {
        return patterns.scope();
    }

    List<Part> read(AndDescr when) {
        List<Part> parts = new ArrayList<>();
        int lines = 0;
        for (BaseDescr descr : when.getDescrs()) {
            Part part = part(descr, true);
            if (part != null) {
                parts.add(part);
                if (part instanceof Part.Match match && match.type().kind() == FactType.Kind.LINE && ++lines > 1) {
                    refuse(descr, "a rule looks at one line at a time: use one Line pattern, or exists Line( ... )");
                }
            }
        }
        long ways = 1;
        for (Part part : parts) {
            ways *= part.ways(); // the patterns of a rule are few, and so is this
        }
        if (ways > Limits.WAYS) {
            problems.add(
                    when.getLine(),
                    Limits.exceeded(
                            String.format(
                                    Locale.ROOT,
                                    "%,d ways lead through the or groups of the rule. Maybe make several rules of it",
                                    ways),
                            Limits.WAYS));
        }
        if (when.getDescrs().isEmpty()) {
            refuse(when, "a rule needs at least one pattern");
        }
        return parts;
    }

    private @Nullable Part part(BaseDescr descr, boolean mayBind) {
        return switch (descr) {
            case PatternDescr pattern
            when pattern.getSource() instanceof AccumulateDescr over -> accumulate(pattern, over, mayBind);
            case PatternDescr pattern -> patterns.read(pattern, mayBind);
            case ExistsDescr exists -> {
                Part.Match match = only(exists);
                yield match == null ? null : new Part.Exists(match);
            }
            case NotDescr not -> {
                Part.Match match = only(not);
                yield match == null ? null : new Part.None(match);
            }
            case OrDescr or -> {
                List<Part> alternatives = or.getDescrs().stream()
                        .map(alternative -> part(alternative, false))
                        .filter(Objects::nonNull)
                        .toList();
                yield new Part.AnyOf(alternatives);
            }
            default -> {
                refuse(descr, "only patterns, exists, not and or are allowed in 'when'");
                yield null;
            }
        };
    }

    private @Nullable Part accumulate(PatternDescr total, AccumulateDescr over, boolean standsAlone) {
        if (!standsAlone) {
            refuse(total, "accumulate stands alone in 'when', not in exists, not or an or group");
            return null;
        }
        if (++accumulates > Limits.ACCUMULATES_PER_RULE) {
            problems.add(total.getLine(), Limits.exceeded("too many accumulates", Limits.ACCUMULATES_PER_RULE));
            return null;
        }
        try {
            return new AccumulateReader(patterns, total, over).read();
        } catch (Refusal refusal) {
            problems.add(total.getLine(), refusal);
            return null;
        }
    }

    private Part.@Nullable Match only(ConditionalElementDescr group) {
        List<? extends BaseDescr> inner = group.getDescrs();
        if (inner.size() == 1 && inner.get(0) instanceof PatternDescr pattern) {
            return patterns.looked(pattern);
        }
        refuse((BaseDescr) group, "exists and not take one pattern");
        return null;
    }

    private void refuse(BaseDescr descr, String message) {
        problems.add(descr.getLine(), ErrorCode.NOT_ALLOWED, message);
    }
}
