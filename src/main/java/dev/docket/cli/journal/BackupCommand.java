package dev.docket.cli.journal;

import dev.docket.service.backup.BackUpDataFolder;
import dev.docket.service.backup.BackupException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
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
            BackUpDataFolder.Made made =
                    new BackUpDataFolder(data, withKeys).to(target, new CopyProgress(console.progress()));
            console.say(String.format(
                    Locale.ROOT, "%s: sound, %,d records, %,d files", target, made.records(), made.files()));
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
}
