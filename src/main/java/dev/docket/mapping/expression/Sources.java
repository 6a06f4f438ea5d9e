package dev.docket.mapping.expression;

import dev.docket.yaml.YamlNode;
import java.time.ZoneId;
import java.util.Optional;

/** What one kind of data adds to the language: how a mapping names a place in it. */
public interface Sources {
    /** The operation that reads a place, such as {@code column}. */
    String operation();

    /** The place that an operand names; what is wrong with it is reported there. */
    Source read(YamlNode operand);

    /** How the data writes decimals. */
    DecimalMark decimal();

    /** Where the data's local times are local, if the mapping says it for all. */
    Optional<ZoneId> zone();
}
