package dev.docket.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SectionTest {
    private static final String DOCUMENT = "# All\n\nBegin.\n\n## One\n\nold\n\n### Part\n\nold\n\n## Two\n\nstays\n";

    @Test
    void a_section_is_replaced_up_to_the_next_of_its_level() {
        assertThat(Section.replaced(DOCUMENT, "One", "new\n"))
                .isEqualTo("# All\n\nBegin.\n\n## One\n\nnew\n\n## Two\n\nstays\n");
        assertThat(Section.replaced(DOCUMENT, "Two", "new"))
                .isEqualTo("# All\n\nBegin.\n\n## One\n\nold\n\n### Part\n\nold\n\n## Two\n\nnew\n");
    }

    @Test
    void a_new_section_comes_last() {
        assertThat(Section.replaced(DOCUMENT, "Three", "new")).isEqualTo(DOCUMENT + "\n## Three\n\nnew\n");
    }
}
