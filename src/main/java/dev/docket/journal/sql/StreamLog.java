package dev.docket.journal.sql;

import dev.docket.journal.Log;
import dev.docket.journal.merkle.Subtrees;
import dev.docket.journal.merkle.Tiles;
import dev.docket.journal.record.Position;
import java.util.List;
import java.util.Optional;

/** One stream of a journal in an SQL store. */
record StreamLog(SqlReaders readers, String stream) implements Log {
    @Override
    public long size() {
        return readers.read(session -> session.log().last(stream).sequence());
    }

    @Override
    public Subtrees subtrees() {
        return new Tiles(
                (level, from, count) -> readers.read(session -> session.log().hashes(stream, level, from, count)));
    }

    @Override
    public Optional<Position> position(long sequence) {
        return readers.read(session -> session.log().position(stream, sequence));
    }

    @Override
    public Optional<String> head() {
        return readers.read(session -> session.log().head(stream));
    }

    @Override
    public Optional<StoredCheckpoint> latestCheckpoint() {
        return readers.read(session -> session.log().latestCheckpoint(stream));
    }

    @Override
    public List<StoredCheckpoint> checkpoints() {
        return readers.read(session -> session.log().checkpoints(stream));
    }
}
