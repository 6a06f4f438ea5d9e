package dev.docket.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.peers.engine.Engine;
import dev.docket.peers.engine.Orders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every engine says the same about the same orders: otherwise it would be pointless to time them. */
class PeersAgreeTest {
    private static final int MANY = 300;
    private static final Orders ORDERS = GeneratedOrders.of(7, MANY);
    private static final List<String> DOCKET =
            answers(Peer.DOCKET.engine(ORDERS).orElseThrow());

    @ParameterizedTest
    @EnumSource(
            value = Peer.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"DOCKET", "ZEN", "JSON_RULES"})
    void an_engine_of_java_fires_the_rules_that_docket_fires(Peer peer) {
        assertThat(answers(peer.engine(ORDERS).orElseThrow())).isEqualTo(DOCKET);
    }

    @ParameterizedTest
    @EnumSource(names = {"ZEN", "JSON_RULES"})
    void an_engine_of_node_fires_the_rules_that_docket_fires(Peer peer, @TempDir Path folder) throws IOException {
        assumeTrue(Files.isDirectory(NodeModules.FOLDER.resolve("node_modules")), "./docket bench peers installs them");
        Path file = folder.resolve("orders.ndjson");
        ORDERS.write(file);
        try (Contestant node = Contestant.start(peer, file, NodeModules.FOLDER)) {
            assertThat(node.answers(MANY)).isEqualTo(DOCKET);
            assertThat(node.micros(50)).isPositive();
        }
    }

    @Test
    void every_rule_fires_for_some_order_and_not_for_most() {
        Map<String, Integer> times = new HashMap<>();
        DOCKET.forEach(codes -> List.of(codes.split(",")).forEach(code -> times.merge(code, 1, Integer::sum)));
        times.remove("");
        assertThat(times).hasSize(20);
        assertThat(times.values()).allMatch(many -> many >= 3 && many <= MANY / 2);
    }

    private static List<String> answers(Engine<?> engine) {
        List<String> answers = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            answers.add(String.join(",", new TreeSet<>(engine.firedFor(i))));
        }
        return answers;
    }
}
