package dev.docket.service.replay.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.digest.Digest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class BundlesTest {
    private static final List<Digest> SIX = digests("a", "b", "c", "d", "e", "f");

    private final List<Digest> compiled = new ArrayList<>();
    private final Bundles bundles = new Bundles(this::compile, 4);

    @Test
    void a_bundle_is_compiled_once_while_it_is_among_the_last_used() {
        digests("a", "b", "a", "b", "a").forEach(bundles::find);

        assertThat(compiled).isEqualTo(digests("a", "b"));
    }

    @Test
    void the_next_page_begins_with_the_bundles_that_are_still_compiled() {
        SIX.forEach(bundles::find);
        compiled.clear();

        assertThat(bundles.compiledFirst(SIX)).isEqualTo(digests("c", "d", "e", "f", "a", "b"));
        bundles.compiledFirst(SIX).forEach(bundles::find);

        assertThat(compiled).isEqualTo(digests("a", "b"));
    }

    private Bundles.Found compile(Digest digest) {
        compiled.add(digest);
        return new Bundles.Found.Unusable(new Replayed.NotReplayed(Replayed.Reason.BUNDLE_NOT_KEPT, digest.text()));
    }

    private static List<Digest> digests(String... contents) {
        return Arrays.stream(contents)
                .map(content -> Digest.over(content.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }
}
