package dev.docket.bundle.active;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.store.BundleStore;
import dev.docket.digest.Digest;
import dev.docket.fixture.SmallBundle;
import dev.docket.fixture.SmallRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeptBundlesTest {
    @TempDir
    private Path folder;

    @Test
    void the_digest_depends_on_nothing_but_content() throws IOException {
        BundleFolder one = BundleFolder.of(SmallRules.write(folder.resolve("one"), 30), null);
        Path other = Files.createDirectory(folder.resolve("other"));
        for (String name :
                new String[] {"taxonomy.yaml", "policy.drl", "parameters.yaml", "bundle.yaml", "actions.yaml"}) {
            Files.write(other.resolve(name), Files.readAllBytes(one.rules().resolve(name)));
            Files.setLastModifiedTime(other.resolve(name), FileTime.fromMillis(0));
        }
        Files.writeString(other.resolve("README.md"), "no policy");
        Digest digest = BundleContent.read(one).manifest().digest();

        assertThat(BundleContent.read(BundleFolder.of(other, null)).manifest().digest())
                .isEqualTo(digest);
        BundleContent.read(one).writeTo(folder.resolve("built"));
        assertThat(BundleContent.read(BundleFolder.at(folder.resolve("built")))
                        .manifest()
                        .digest())
                .isEqualTo(digest);
        SmallRules.edit(other, "account-on-hold", "account-on-hald");
        assertThat(BundleContent.read(BundleFolder.of(other, null)).manifest().digest())
                .isNotEqualTo(digest);
    }

    @Test
    void a_kept_bundle_is_found_again_and_refused_once_it_was_changed() throws IOException {
        BundleStore store = new BundleStore(folder.resolve("bundles"));
        LoadedBundle old = BundleLoader.load(BundleFolder.of(SmallRules.write(folder.resolve("a"), 30), null));
        LoadedBundle now = BundleLoader.load(BundleFolder.of(SmallRules.write(folder.resolve("b"), 31), null));
        store.keep(old.content());
        Digest digest = old.bundle().id().digest();
        ActiveBundle active = new ActiveBundle(SharedBundle.of(now));

        Recalled found = new KeptBundles(active, store, 1).recall(digest);

        assertThat(((Recalled.Usable) found).pin().bundle().id())
                .isEqualTo(old.bundle().id());
        assertThat(new KeptBundles(active, store, 1).recall(Digest.over())).isEqualTo(new Recalled.Missing());
        SmallRules.setPastDueDays(
                folder.resolve("bundles")
                        .resolve(digest.text().replace(':', '-'))
                        .resolve("rules"),
                32);
        assertThat(((Recalled.Refused) new KeptBundles(active, store, 1).recall(digest)).because())
                .contains("was changed (rules/parameters.yaml)");
        store.keep(old.content());
        assertThat(new KeptBundles(active, store, 1).recall(digest)).isInstanceOf(Recalled.Usable.class);
    }

    @Test
    void a_bundle_is_freed_after_its_owner_and_the_last_request_are_done() {
        int[] freed = {0};
        SharedBundle shared = new SharedBundle(SmallBundle.version("1"), () -> freed[0]++);
        ActiveBundle active = new ActiveBundle(shared);
        Pin first = active.pin();
        Pin second = active.pin();

        active.replaceBy(new SharedBundle(SmallBundle.version("2"), () -> {}));
        first.close();
        first.close();
        assertThat(freed[0]).isZero();
        second.close();
        assertThat(freed[0]).isEqualTo(1);
        assertThat(shared.pin()).isEmpty();
    }
}
