package dev.docket.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Which changes a rule of approvals.yaml is about. */
@Timeout(60)
class ApprovalRulesTest {
    @Test
    void a_star_stands_for_any_text_as_in_a_regular_expression() {
        Random random = new Random(20_261_130);
        int touched = 0;
        for (int i = 0; i < 20_000; i++) {
            String pattern = text(random, "ab*");
            String word = text(random, "ab");
            String expression =
                    Stream.of(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
            boolean isTouched = touches(pattern, word);

            assertThat(isTouched).as("%s on %s", pattern, word).isEqualTo(word.matches(expression));

            touched += isTouched ? 1 : 0;
        }
        assertThat(touched).isBetween(1_000, 19_000);
    }

    @Test
    void stars_without_end_take_no_time() {
        assertThat(touches("*a".repeat(400) + "b", "a".repeat(2_000))).isFalse();
    }

    private static String text(Random random, String letters) {
        return IntStream.range(0, random.nextInt(7))
                .mapToObj(i -> String.valueOf(letters.charAt(random.nextInt(letters.length()))))
                .collect(Collectors.joining());
    }

    private static boolean touches(String pattern, String word) {
        ApprovalRules rules = new ApprovalRules(List.of(), List.of(new ApprovalRules.Rule("credit", List.of(pattern))));
        return rules.needs(List.of(word)).getFirst().role().equals("credit");
    }
}
