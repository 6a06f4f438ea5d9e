package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CommandsIT {
    @Test
    void the_demo_decides_generated_orders_and_finds_every_one_in_the_journal() throws Exception {
        Program.Ended demo = Program.run("demo", "--orders", "200", "--data-sets", "target/no-data-sets");

        assertThat(demo.output())
                .contains("generated orders")
                .contains("200 acknowledged, 200 recorded, 200 found by their id")
                .contains("./docket serve --data target/demo-data --port 8080")
                .doesNotContain("Exception", "\u001B");
        assertThat(demo.output().lines()).allMatch(line -> line.length() <= 80);
        assertThat(demo.exitCode()).isZero();
    }

    @Test
    void decide_writes_one_line_for_each_order_and_tells_by_its_exit_code_that_one_was_refused() throws Exception {
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
    void wrong_usage_is_told_apart_from_failure() throws Exception {
        assertThat(Program.run("demo", "--orders", "0").exitCode()).isEqualTo(2);
    }
}
