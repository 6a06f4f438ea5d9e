package dev.docket.rules.data;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.ActionClass;
import dev.docket.decision.taxonomy.Category;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.FileProblems;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the data that rules name: {@code taxonomy.yaml} and {@code actions.yaml}. */
public final class PolicyDataReader {
    public static final String TAXONOMY_FILE = "taxonomy.yaml";
    public static final String ACTIONS_FILE = "actions.yaml";

    private static final Pattern CODE = Pattern.compile("[A-Z]{3}-[0-9]{3}");
    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9]*(_[A-Z0-9]+)*");
    private static final Duration LONGEST_SLA = Duration.ofDays(366);

    private PolicyDataReader() {}

    public static Taxonomy taxonomy(Map<String, YamlNode> nodes) {
        SortedMap<String, Taxonomy.Entry> codes = new TreeMap<>();
        nodes.forEach((code, node) -> {
            Taxonomy.Entry entry = entry(code, node);
            if (entry != null) {
                codes.put(code, entry);
            }
        });
        return new Taxonomy(Collections.unmodifiableSortedMap(codes));
    }

    private static Taxonomy.@Nullable Entry entry(String code, YamlNode node) {
        Map<String, YamlNode> fields =
                node.fields(Set.of("name", "level", "severity", "queue", "sla"), Set.of("crossReferences"));
        YamlNode name = fields.get("name");
        YamlNode level = fields.get("level");
        YamlNode severity = fields.get("severity");
        YamlNode queue = fields.get("queue");
        YamlNode sla = fields.get("sla");
        if (name == null || level == null || severity == null || queue == null || sla == null) {
            return null;
        }
        SortedMap<String, String> references = new TreeMap<>();
        YamlNode crossReferences = fields.get("crossReferences");
        if (crossReferences != null) {
            crossReferences.map().forEach((list, reference) -> references.put(list, reference.text()));
        }
        int standard = severity.decimal().intValue();
        if (standard < 1 || standard > 5) {
            severity.problem("%s: severity is 1 (info) to 5 (stop), not %s".formatted(code, severity.text()));
        }
        if (!CODE.matcher(code).matches()) {
            node.problem("exception code '%s' must be three letters and three digits: FIN-201".formatted(code));
        }
        try {
            Category.of(code);
            return new Taxonomy.Entry(
                    new ExceptionCode(code),
                    name.text(),
                    level.text(),
                    standard,
                    queue.text(),
                    duration(sla),
                    Collections.unmodifiableSortedMap(references));
        } catch (IllegalArgumentException | DateTimeParseException wrong) {
            node.problem("%s: %s".formatted(code, wrong.getMessage()));
            return null;
        }
    }

    private static Duration duration(YamlNode sla) {
        Duration duration = Duration.parse(sla.text());
        // It is added to the moment of the decision, which must not run out of the calendar.
        if (!duration.isPositive() || duration.compareTo(LONGEST_SLA) > 0) {
            sla.problem("an SLA is above zero and at most a year, not %s".formatted(sla.text()));
        }
        return duration;
    }

    /** The actions and the roles that may be asked to agree. */
    public record Actions(ActionCatalogue catalogue, Set<String> roles) {}

    public static Actions actions(String text, FileProblems problems) {
        SortedMap<String, YamlNode> top = new TreeMap<>(YamlFile.read(text, problems));
        SortedMap<String, ActionCatalogue.Definition> actions = new TreeMap<>();
        YamlNode actionNodes = top.get("actions");
        YamlNode roles = top.get("roles");
        if (actionNodes == null || roles == null) {
            problems.add(1, ErrorCode.DATA, "the file needs 'actions' and 'roles'");
            return new Actions(new ActionCatalogue(actions), Set.of());
        }
        actionNodes.map().forEach((type, node) -> {
            name(type, node);
            ActionCatalogue.Definition definition = definition(type, node);
            if (definition != null) {
                actions.put(type, definition);
            }
        });
        roles.list().forEach(role -> name(role.text(), role));
        return new Actions(
                new ActionCatalogue(Collections.unmodifiableSortedMap(actions)), new TreeSet<>(roles.texts()));
    }

    private static void name(String name, YamlNode node) {
        if (!NAME.matcher(name).matches()) {
            node.problem("'%s' must be upper-case words joined by '_'".formatted(name));
        }
    }

    private static ActionCatalogue.@Nullable Definition definition(String type, YamlNode node) {
        Map<String, YamlNode> fields = node.fields(Set.of("class", "says"), Set.of());
        YamlNode classNode = fields.get("class");
        YamlNode says = fields.get("says");
        if (classNode == null || says == null) {
            return null;
        }
        ActionClass actionClass = classNode.constant(ActionClass.class, classNode.text());
        if (actionClass == null) {
            return null;
        }
        if (actionClass == ActionClass.STOP && !type.equals("REJECT_ORDER") && !type.startsWith("HOLD_")) {
            node.problem("an action of class STOP is REJECT_ORDER or begins with HOLD_, not " + type);
        }
        return new ActionCatalogue.Definition(type, actionClass, disposition(type, actionClass), says.text());
    }

    private static Disposition disposition(String type, ActionClass actionClass) {
        return switch (actionClass) {
            case STOP -> type.equals("REJECT_ORDER") ? Disposition.REJECT : Disposition.HOLD;
            case CONDITION -> Disposition.REVIEW;
            case CHANGE -> Disposition.RELEASE_WITH_CONDITIONS;
            case TELL -> Disposition.RELEASE;
        };
    }
}
