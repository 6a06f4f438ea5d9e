package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommandsIT {
    @Test
    void decide_writes_one_line_for_each_order_and_its_exit_code_says_that_one_was_refused() throws Exception {
        Program.Ended decide = Program.run(
                "decide",
                "--trace",
                "none",
                "api-spec/examples/order-held.json",
                "api-spec/examples/bad/no-lines.json");

        assertThat(decide.output().lines()).hasSize(2);
        assertThat(decide.output()).contains("\"disposition\":\"HOLD\"").contains("\"path\":\"order.lines\"");
        assertThat(decide.exitCode()).isEqualTo(1);
    }

    @Test
    void wrong_usage_and_failure_have_different_exit_codes() throws Exception {
        assertThat(Program.run("serve", "--port", "none").exitCode()).isEqualTo(2);
    }

    @Test
    void serve_does_not_start_with_a_misspelt_setting_and_names_the_nearest() throws Exception {
        Program.Ended serve = Program.run(Map.of("DOCKET_JURNAL_STORE", "sqlite"), "serve", "--port", "0");
        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(serve.errors())
                .contains("unknown setting 'DOCKET_JURNAL_STORE' (environment). Did you mean 'DOCKET_JOURNAL_STORE'?");
    }
}
