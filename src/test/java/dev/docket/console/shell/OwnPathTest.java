package dev.docket.console.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnPathTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "/console",
                "/console/decisions?code=FIN-202&disposition=HOLD",
                "/console/decisions?from=2026-03-01T00%3A00%3A00Z&rule=*",
                "/console/rules/past-due-balance",
                "/console/changes/c-2d74ba3fda843350"
            })
    void a_page_of_the_console_is_where_a_reader_goes_on(String path) {
        assertThat(OwnPath.of(path)).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://example.org/console",
                "//example.org/console",
                "/console/../v1/bundle/activate",
                "/console/./x",
                "/console//example.org",
                "/console\\example.org",
                "/console?x=\r\nSet-Cookie: a",
                "/console#fragment",
                "/consoles",
                "javascript:alert(1)",
                ""
            })
    void nothing_leads_elsewhere(String path) {
        assertThat(OwnPath.of(path)).isEqualTo("/console");
    }

    @Test
    void neither_does_nothing_nor_too_much() {
        assertThat(OwnPath.of(null)).isEqualTo("/console");
        assertThat(OwnPath.of("/console/decisions?x=" + "a".repeat(2_000))).isEqualTo("/console");
    }
}
