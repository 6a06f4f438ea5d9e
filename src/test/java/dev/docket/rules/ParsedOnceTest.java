package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.read.ParsedFolder;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Reading is most of what a check of a large folder costs. */
class ParsedOnceTest {
    @Test
    void a_check_reads_each_rule_file_once() {
        Counted files = new Counted(Folders.shipped());
        List<String> rules =
                files.keySet().stream().filter(name -> name.endsWith(".drl")).toList();
        assertThat(RuleCheck.of(files, Collections.emptySortedMap()).rules()).isPositive();
        assertThat(rules).isNotEmpty().allSatisfy(name -> assertThat(files.reads(name))
                .isEqualTo(1));
    }

    @Test
    void a_folder_reads_each_of_its_files_once() {
        Counted files = new Counted(Folders.shipped());
        assertThat(ParsedFolder.read(files).problems()).isEmpty();
        assertThat(files.keySet())
                .contains("taxonomy.yaml")
                .allSatisfy(name -> assertThat(files.reads(name)).as(name).isEqualTo(1));
    }

    /** Counts how often a file is asked for. */
    private static final class Counted extends TreeMap<String, byte[]> {
        private static final long serialVersionUID = 1;

        private final transient Map<String, Integer> reads = new HashMap<>();

        Counted(SortedMap<String, byte[]> files) {
            super(files);
        }

        @Override
        public byte @Nullable [] get(Object name) {
            reads.merge(name.toString(), 1, Integer::sum);
            return super.get(name);
        }

        int reads(String name) {
            return reads.getOrDefault(name, 0);
        }
    }
}
