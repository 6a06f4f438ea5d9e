package dev.docket.cli.journal;

import dev.docket.service.backup.BackUpDataFolder;
import dev.docket.service.backup.BackupException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket backup}. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = {
            "Copy the data folder of a service, with every decision acknowledged before: its SQLite journal, kept bundles and"
                    + " snapshots. The service may be running.",
            "The copy is verified, has a list of checksums (SHA256SUMS), and appears as a whole or not at all."
                    + " ./docket restore brings it back. A journal in PostgreSQL: docs/operations/backup.md."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:there is a verified backup", "1:there is none", "2:wrong usage"})
public final class BackupCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description = "the data folder (default: ${DEFAULT-VALUE})")
    private Path data = Path.of("data");

    @Option(names = "--to", required = true, paramLabel = "DIR", description = "a folder that is missing or empty")
    private Path target = Path.of("");

    @Option(
            names = "--since",
            paramLabel = "DIR",
            description =
                    "copy only what is new since this backup, full or not, which is beside --to and has to stay there: one without"
                            + " the other cannot be restored")
    private @Nullable Path since;

    @Option(
            names = "--with-keys",
            description =
                    "also copy the key that signs the journal, and the API keys (their digests). Whoever has the signing key"
                            + " can forge records that verify, so by default it is not copied. Records verify without it, but no"
                            + " service can go on recording: keep one copy of journal-key.pem in a safe place. A restored backup"
                            + " also brings back API keys that were revoked since.")
    private boolean withKeys;

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            BackUpDataFolder.Made made = make(new CopyProgress(console.progress()));
            console.say(String.format(
                    Locale.ROOT, "%s: sound, %,d records, %,d files", target, made.records(), made.files()));
            if (since != null) {
                console.say(String.format(
                        Locale.ROOT, "%,d of the records are new since %s, which it needs", made.fresh(), since));
            }
            if (!withKeys) {
                console.say("without keys: keep a copy of journal-key.pem elsewhere, or use --with-keys");
            }
            if (!made.strangers().isEmpty()) {
                console.say("not docket's, so not copied: " + String.join(", ", made.strangers()));
            }
            return 0;
        } catch (BackupException failed) {
            return console.fail(failed);
        }
    }

    private BackUpDataFolder.Made make(CopyProgress progress) {
        BackUpDataFolder backup = new BackUpDataFolder(data, withKeys);
        return since == null ? backup.to(target, progress) : backup.since(since, target, progress);
    }
}
