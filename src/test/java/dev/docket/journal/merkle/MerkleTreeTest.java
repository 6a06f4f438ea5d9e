package dev.docket.journal.merkle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MerkleTreeTest {
    private static final int LARGEST = 130;
    private static final List<Hash> LEAVES = IntStream.range(0, LARGEST)
            .mapToObj(i -> Hash.ofLeaf(new byte[] {(byte) i, 7}))
            .toList();

    // The trees that the reference implementation of RFC 6962 is tested with.
    private static final List<String> CONTENTS =
            List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f");
    private static final List<String> ROOTS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    @Test
    void the_roots_are_those_that_others_compute() {
        var range = new CompactRange();
        assertThat(range.root().toString())
                .isEqualTo("sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        for (int i = 0; i < CONTENTS.size(); i++) {
            range.append(Hash.ofLeaf(HexFormat.of().parseHex(CONTENTS.get(i))));

            assertThat(range.root().toString()).isEqualTo("sha256:" + ROOTS.get(i));
        }
    }

    @Test
    void a_tree_has_the_root_of_its_definition_however_it_is_computed() {
        var range = new CompactRange();
        for (int size = 1; size <= LARGEST; size++) {
            range.append(LEAVES.get(size - 1));

            assertThat(tree(size).root()).isEqualTo(defined(LEAVES.subList(0, size)));
            assertThat(range.root()).isEqualTo(tree(size).root());
        }
    }

    @Test
    void a_root_is_computed_on_from_the_subtrees_of_any_size_as_from_all_leaves() {
        for (int size = 0; size <= LARGEST; size++) {
            var range = CompactRange.over(
                    size,
                    (level, index) -> defined(LEAVES.subList((int) (index << level), (int) ((index + 1) << level))));
            assertThat(range.root()).isEqualTo(defined(LEAVES.subList(0, size)));
            for (var leaf : LEAVES.subList(size, LARGEST)) {
                range.append(leaf);
            }
            assertThat(range.size()).isEqualTo(LARGEST);
            assertThat(range.root()).isEqualTo(defined(LEAVES));
        }
    }

    @Test
    void every_leaf_of_every_tree_is_proved_and_nothing_else_is() {
        for (int size = 1; size <= LARGEST; size++) {
            var root = tree(size).root();
            for (int leaf = 0; leaf < size; leaf++) {
                var path = tree(size).inclusionProof(leaf);

                assertThat(Proof.includes(LEAVES.get(leaf), leaf, size, path, root))
                        .isTrue();
                assertThat(Proof.includes(LEAVES.get((leaf + 1) % LARGEST), leaf, size, path, root))
                        .isFalse();
                assertThat(Proof.includes(LEAVES.get(leaf), leaf + 1L, size, path, root))
                        .isFalse();
                assertThat(Proof.includes(LEAVES.get(leaf), leaf, size, longer(path), root))
                        .isFalse();
                if (!path.isEmpty()) {
                    assertThat(Proof.includes(LEAVES.get(leaf), leaf, size, path.subList(1, path.size()), root))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void every_older_tree_is_proved_to_be_a_beginning_and_nothing_else_is() {
        for (int newer = 0; newer <= LARGEST; newer++) {
            for (int older = 0; older <= newer; older++) {
                var path = tree(newer).consistencyProof(older);
                var oldRoot = tree(older).root();
                var newRoot = tree(newer).root();

                assertThat(Proof.extendsTree(older, oldRoot, newer, newRoot, path))
                        .isTrue();
                assertThat(Proof.extendsTree(older, Hash.ZERO, newer, newRoot, path))
                        .isFalse();
                assertThat(Proof.extendsTree(older, oldRoot, newer, newRoot, longer(path)))
                        .isFalse();
                if (older > 0) {
                    assertThat(Proof.extendsTree(older, oldRoot, newer, Hash.ZERO, path))
                            .isFalse();
                }
            }
        }
    }

    @Test
    void a_rewritten_past_is_never_proved() {
        var random = new SplittableRandom(20261121);
        for (int i = 0; i < 5_000; i++) {
            int newer = 2 + random.nextInt(LARGEST - 2);
            int older = 1 + random.nextInt(newer - 1);
            int changed = random.nextInt(older);
            var rewritten = new ArrayList<>(LEAVES);
            rewritten.set(changed, Hash.ofLeaf(new byte[] {1, 2, 3}));
            var forged = new MerkleTree(newer, subtrees(rewritten));

            assertThat(Proof.extendsTree(
                            older, tree(older).root(), newer, forged.root(), forged.consistencyProof(older)))
                    .as("record %d of %d changed, %d records later", changed, older, newer)
                    .isFalse();
        }
    }

    @Test
    void what_is_not_in_the_tree_is_refused() {
        assertThatThrownBy(() -> tree(5).inclusionProof(5)).hasMessage("leaf 5 is not in a tree of 5 leaves");
        assertThatThrownBy(() -> tree(5).consistencyProof(6)).hasMessageContaining("does not extend one of 6");
    }

    private static List<Hash> longer(List<Hash> path) {
        var longer = new ArrayList<>(path);
        longer.add(Hash.ZERO);
        return longer;
    }

    private static MerkleTree tree(long size) {
        return new MerkleTree(size, subtrees(LEAVES));
    }

    private static Subtrees subtrees(List<Hash> leaves) {
        return (level, index) -> defined(leaves.subList((int) index << level, (int) (index + 1) << level));
    }

    // RFC 9162, 2.1.1, word by word.
    private static Hash defined(List<Hash> leaves) {
        if (leaves.isEmpty()) {
            return Hash.over();
        }
        if (leaves.size() == 1) {
            return leaves.getFirst();
        }
        int k = 1;
        while (k * 2 < leaves.size()) {
            k *= 2;
        }
        return Hash.ofNode(defined(leaves.subList(0, k)), defined(leaves.subList(k, leaves.size())));
    }
}
