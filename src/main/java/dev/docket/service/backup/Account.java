package dev.docket.service.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.digest.Digest;
import dev.docket.journal.Log;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.TreeHead;
import dev.docket.journal.record.Extent;
import dev.docket.journal.record.Position;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a backup says of itself, so that another one can continue it.
 *
 * @param reaches how far its journal reaches
 * @param continues the backup without which it is not complete; empty for a full one
 */
record Account(Extent reaches, Optional<Earlier> continues) {
    /** Its name in a backup. */
    static final String FILE = "backup.txt";

    private static final Pattern FORM = Pattern.compile("""
            stream ([^\\n ]{1,200})
            records ([0-9]{1,18})
            last (sha256:[0-9a-f]{64})
            checkpoints ([0-9]{1,18})
            covered (-1|[0-9]{1,18})
            (?:continues (sha256:[0-9a-f]{64}) ([^\\n/\\\\\\\\]{1,255})
            )?""");

    /**
     * An earlier backup.
     *
     * @param checksums the digest of its list of checksums, and so of all of it
     * @param name of its folder, beside that of the later one
     */
    record Earlier(Digest checksums, String name) {}

    /** How far a log reaches that continues a known one. */
    static Extent reach(Log log, Extent known) {
        Optional<Position> last = log.position(log.size());
        Optional<Log.StoredCheckpoint> checkpoint = log.latestCheckpoint();
        return new Extent(
                log.stream(),
                last.map(Position::sequence).orElse(known.records()),
                last.map(Position::hash).orElse(known.last()),
                checkpoint
                        .flatMap(Log.StoredCheckpoint::said)
                        .map(TreeHead::number)
                        .orElse(known.checkpoints()),
                checkpoint.map(Log.StoredCheckpoint::size).orElse(known.covered()));
    }

    byte[] text() {
        String text = "stream " + reaches.stream() + "\nrecords " + reaches.records() + "\nlast " + reaches.last()
                + "\ncheckpoints " + reaches.checkpoints() + "\ncovered " + reaches.covered() + "\n"
                + continues
                        .map(earlier -> "continues " + earlier.checksums() + " " + earlier.name() + "\n")
                        .orElse("");
        return text.getBytes(UTF_8);
    }

    /** Reads it. @throws BackupException if it is not in this form */
    static Account read(Path file, byte[] content) {
        Matcher form = FORM.matcher(new String(content, UTF_8));
        if (!form.matches()) {
            throw new BackupException("%s is not what a backup says of itself.%nUse another backup.".formatted(file));
        }
        Extent reaches = new Extent(
                form.group(1),
                Long.parseLong(form.group(2)),
                Hash.parse(form.group(3)),
                Long.parseLong(form.group(4)),
                Long.parseLong(form.group(5)));
        return new Account(
                reaches,
                Optional.ofNullable(form.group(6)).map(digest -> new Earlier(new Digest(digest), form.group(7))));
    }
}
