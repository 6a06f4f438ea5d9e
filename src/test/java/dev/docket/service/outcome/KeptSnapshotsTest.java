package dev.docket.service.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleBusiness;
import dev.docket.service.evidence.EvidencePack;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.VerifyJournal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever checks a journal, or packs it, needs the reference snapshots that its records name. */
class KeptSnapshotsTest {
    private static final List<PastOrder> ORDERS =
            SampleBusiness.orders(9).limit(320).toList();

    @TempDir
    Path folder = Path.of(".");

    @Test
    void verify_and_the_pack_list_a_snapshot_that_a_record_names_and_that_is_changed_or_not_kept() throws IOException {
        try (UsualOrders service = new UsualOrders(folder.resolve("data"))) {
            service.decide(ORDERS.subList(0, 300));
            Digest shipped = usual(service);
            Instant end = ORDERS.get(300).snapshot().now();
            service.renewal.renew(end.plusSeconds(61));
            service.decide(ORDERS.subList(301, 320));
            Digest renewed = usual(service);
            new Checkpoints(service.journal, service.data, Clock.fixed(end, ZoneOffset.UTC)).sign();

            assertThat(problems(service)).isEmpty();
            assertThat(pack(service)).isEmpty();
            try (ZipFile pack = new ZipFile(folder.resolve("pack.zip").toFile())) {
                for (Digest digest : List.of(shipped, renewed)) {
                    byte[] packed = pack.getInputStream(pack.getEntry("snapshots/" + file(digest)))
                            .readAllBytes();
                    assertThat(Digest.over(packed)).isEqualTo(digest);
                }
                assertThat(new String(
                                pack.getInputStream(pack.getEntry("manifest.txt"))
                                        .readAllBytes(),
                                StandardCharsets.UTF_8))
                        .contains("  snapshots/" + file(renewed));
            }

            Path kept = SnapshotStore.in(service.data).resolve(file(renewed));
            Files.writeString(kept, Files.readString(kept) + "\n");
            assertThat(problems(service))
                    .singleElement()
                    .asString()
                    .startsWith(String.format(
                            Locale.ROOT,
                            "reference snapshot %s was changed: %s has another digest; it is first named by record 301 of stream ",
                            renewed,
                            kept));
            assertThat(pack(service)).isEqualTo(problems(service));

            Files.delete(kept);
            assertThat(problems(service))
                    .singleElement()
                    .asString()
                    .startsWith("reference snapshot %s is not kept in %s; it is".formatted(renewed, kept.getParent()));
            assertThat(pack(service)).isEqualTo(problems(service));
        }
    }

    private static Digest usual(UsualOrders service) {
        try (var pinned = service.active.pin()) {
            return Objects.requireNonNull(pinned.bundle().usual()).now().digest();
        }
    }

    private static String file(Digest digest) {
        return digest.text().replace(':', '-') + ".json";
    }

    private static List<String> problems(UsualOrders service) {
        return new VerifyJournal(archive(service), List.of(), List.of())
                .run(records -> {})
                .problems();
    }

    private List<String> pack(UsualOrders service) {
        return new EvidencePack(archive(service), List.of())
                .write(
                        Instant.EPOCH,
                        Instant.parse("2100-01-01T00:00:00Z"),
                        folder.resolve("pack.zip"),
                        decisions -> {})
                .problems();
    }

    private static JournalArchive archive(UsualOrders service) {
        return JournalArchive.of(new JournalStore.Sqlite(service.data));
    }
}
