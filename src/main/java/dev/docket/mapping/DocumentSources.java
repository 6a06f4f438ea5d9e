package dev.docket.mapping;

import dev.docket.mapping.document.SourcePath;
import dev.docket.mapping.expression.DecimalMark;
import dev.docket.mapping.expression.Source;
import dev.docket.mapping.expression.Sources;
import dev.docket.yaml.YamlNode;
import java.time.ZoneId;
import java.util.Optional;

/** {@code {at: /customer/id}} reads a place in a document. */
record DocumentSources(DecimalMark decimal, Optional<ZoneId> zone) implements Sources {
    @Override
    public String operation() {
        return "at";
    }

    @Override
    public Source read(YamlNode operand) {
        return SourcePath.read(operand);
    }
}
