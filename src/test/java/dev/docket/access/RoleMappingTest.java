package dev.docket.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RoleMappingTest {
    private final RoleMapping mapping =
            RoleMapping.parse(List.of("systems=DECIDE", "cn=a,ou=b=AUDIT", " staff = AUTHOR", "staff=APPROVE"));

    @Test
    void a_word_gives_all_of_its_roles_and_one_that_is_not_listed_gives_none() {
        assertThat(mapping.of(List.of("staff", "systems")))
                .containsExactlyInAnyOrder(Role.AUTHOR, Role.APPROVE, Role.DECIDE);
        assertThat(mapping.of(List.of("cn=a,ou=b"))).containsExactly(Role.AUDIT);
        assertThat(mapping.of(List.of("Systems", "DECIDE", "OPERATE", "", "system")))
                .isEmpty();
        assertThat(mapping.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"DECIDE", "=DECIDE", "systems=", "systems=decide", "systems=ADMIN", "systems"})
    void what_is_no_mapping_is_refused_with_the_form_to_write(String entry) {
        assertThatThrownBy(() -> RoleMapping.parse(List.of(entry)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("word=ROLE");
        assertThatThrownBy(() -> RoleMapping.parse(List.of())).hasMessageContaining("nobody would have a role");
    }
}
