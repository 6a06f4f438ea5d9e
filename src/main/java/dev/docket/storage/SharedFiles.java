package dev.docket.storage;

import dev.docket.digest.Digest;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * What services that share a journal keep for each other, so that no folder of theirs must survive: files under the digest of what they
 * belong to, and small documents under names. Whoever reads files compares them with their digest. Thread-safe.
 */
public interface SharedFiles {
    /** What files belong to. */
    enum Kind {
        BUNDLE,
        SNAPSHOT
    }

    /** Those of a service that shares nothing: it has its folder. */
    SharedFiles NONE = new SharedFiles() {
        @Override
        public void keep(Kind kind, Digest digest, SortedMap<String, byte[]> files) {}

        @Override
        public SortedMap<String, byte[]> read(Kind kind, Digest digest) {
            return new TreeMap<>();
        }

        @Override
        public List<Digest> digests(Kind kind) {
            return List.of();
        }

        @Override
        public Optional<byte[]> document(String name) {
            return Optional.empty();
        }

        @Override
        public void change(String name, UnaryOperator<Optional<byte[]>> change) {}
    };

    /**
     * Keeps files, durably once this returns. Those that are there under the same path are replaced.
     *
     * @param files by path
     * @throws IOException if the store cannot be written
     */
    void keep(Kind kind, Digest digest, SortedMap<String, byte[]> files) throws IOException;

    /** The files by path; none if they were never kept. @throws IOException if the store cannot be read */
    SortedMap<String, byte[]> read(Kind kind, Digest digest) throws IOException;

    /** What is kept, sorted. @throws IOException if the store cannot be read */
    List<Digest> digests(Kind kind) throws IOException;

    /** The document under a name, if any. @throws IOException if the store cannot be read */
    Optional<byte[]> document(String name) throws IOException;

    /**
     * Replaces a document that any service may write, one after the other.
     *
     * @param change from what there is to what there will be; what it throws is thrown, and nothing changes
     * @throws IOException if the store cannot be written
     */
    void change(String name, UnaryOperator<Optional<byte[]>> change) throws IOException;
}
