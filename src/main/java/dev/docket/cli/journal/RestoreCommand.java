package dev.docket.cli.journal;

import dev.docket.access.key.StoredKey;
import dev.docket.service.backup.BackupException;
import dev.docket.service.backup.RestoreDataFolder;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket restore}. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Make a data folder from a backup, once its checksums and its journal have been verified.",
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:restored", "1:nothing was restored", "2:wrong usage"})
public final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--from", required = true, paramLabel = "DIR", description = "what ./docket backup made")
    private Path backup = Path.of("");

    @Option(
            names = "--data",
            required = true,
            paramLabel = "DIR",
            description = "the data folder to make: missing or empty")
    private Path data = Path.of("");

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            RestoreDataFolder.Restored restored =
                    new RestoreDataFolder(backup).to(data, new CopyProgress(console.progress()));
            console.say(String.format(
                    Locale.ROOT, "%s: sound, %,d records, %,d files", data, restored.records(), restored.files()));
            sayKeys(console, restored);
            return 0;
        } catch (BackupException failed) {
            return console.fail(failed);
        }
    }

    private void sayKeys(Console console, RestoreDataFolder.Restored restored) {
        console.say(
                restored.hasSigningKey()
                        ? "restored journal-key.pem: never let this folder and the one it was copied from record at the same time"
                        : "no keys: put journal-key.pem into %s before you start a service, and make new API keys"
                                .formatted(data));
        Instant now = Clock.systemUTC().instant();
        List<StoredKey> good =
                restored.apiKeys().stream().filter(key -> key.isGoodAt(now)).toList();
        if (!good.isEmpty()) {
            console.say("restored API keys, also those revoked since; './docket keys revoke ID' stops one:");
            good.forEach(key -> console.say("  %s (%s), until %s".formatted(key.name(), key.id(), key.expiresAt())));
        }
    }
}
