package dev.docket.service.replay;

import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.journal.Followers;
import dev.docket.journal.JournalReader;
import dev.docket.journal.sqlite.FolderFollowers;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Follows a journal, and prints how many decisions it counted after each page, until it is killed or has caught up. */
final class FollowUntilKilled {
    static final String NAME = "shadow";

    private FollowUntilKilled() {}

    /** @param args the data folder, and the digest of the candidate */
    public static void main(String[] args) {
        Path data = Path.of(args[0]);
        Digest candidate = new Digest(args[1]);
        try (JournalReader journal = SqliteJournal.openToRead(data);
                Followers followers = new FolderFollowers(data.resolve("shadow"));
                FollowJournal follower = new FollowJournal(
                        journal,
                        new BundleStore(data.resolve("bundles")),
                        new SnapshotStore(List.of(SnapshotStore.in(data))),
                        candidate)) {
            FollowState state = read(followers, journal, candidate);
            while (true) {
                FollowState next = follower.next(state);
                if (next.equals(state)) {
                    break;
                }
                followers.write(NAME, new JsonWriter().value(next).bytes());
                state = next;
                System.out.println(state.report().replay().decisions());
                System.out.flush();
            }
        }
    }

    static FollowState read(Followers followers, JournalReader journal, Digest candidate) {
        return followers
                .read(NAME)
                .map(bytes -> switch (new RecordReader().jsonAgain(FollowState.class, bytes)) {
                    case Reading.Valid<FollowState> valid -> valid.value();
                    case Reading.Invalid<FollowState> invalid ->
                        throw new IllegalStateException(invalid.problems().toString());
                })
                .orElseGet(() -> FollowJournal.start(journal, candidate, Instant.EPOCH));
    }
}
