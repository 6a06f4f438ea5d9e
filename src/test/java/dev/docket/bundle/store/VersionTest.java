package dev.docket.bundle.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VersionTest {
    @ParameterizedTest
    @CsvSource({
        "1, 2",
        "2.9, 2.10",
        "2, 2.0.1",
        "2.0.0, 2.0.1",
        "v1, 2",
        "draft, 0",
        "1.9-rc3, 2",
        "99999999999999999999, 100000000000000000000",
    })
    void a_version_is_before_another(String before, String after) {
        assertThat(Version.of(before)).isLessThan(Version.of(after));
        assertThat(Version.of(after)).isGreaterThan(Version.of(before));
    }

    @ParameterizedTest
    @CsvSource({"2, 2.0.0", "2.0-rc1, 2.0", "draft, final"})
    void neither_is_before_the_other(String one, String other) {
        assertThat(Version.of(one)).isEqualByComparingTo(Version.of(other));
    }
}
