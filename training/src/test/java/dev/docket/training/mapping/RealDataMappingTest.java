package dev.docket.training.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.sample.PastOrder;
import jakarta.validation.Validation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RealDataMappingTest {
    @ParameterizedTest
    @CsvSource({"scms, scms_dev", "scms, scms_pre2010_replay_only", "online-retail, online_retail", "dataco, dataco_dev"
    })
    void enriched_real_orders_satisfy_the_request_contract(String mapping, String data) {
        Path csv = Path.of("../shared/data", data + ".csv.gz");
        assumeTrue(Files.exists(csv), () -> csv + " is not on this machine: skipped");
        try (var factory = Validation.buildDefaultValidatorFactory();
                MappedOrders orders = Mapping.read(Path.of("training/mappings", mapping + ".yaml"))
                        .openEnriched(csv)) {
            var validator = factory.getValidator();
            List<PastOrder> some = orders.stream().limit(2_000).toList();
            assertThat(some).hasSize(2_000);
            assertThat(some).allSatisfy(order -> assertThat(validator.validate(order.snapshot()))
                    .isEmpty());
        }
    }
}
