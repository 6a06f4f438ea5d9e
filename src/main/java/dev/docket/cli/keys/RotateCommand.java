package dev.docket.cli.keys;

import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./docket keys rotate}. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Make the successor of a key, with the same roles and lifetime, and print it.",
            "The old key stays good for a while. 'list' shows when each was used last: once the new one is, the old one may go."
        })
final class RotateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private KeysCommand keys;

    @Parameters(paramLabel = "NAME", description = "the name of the key")
    private String name = "";

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            defaultValue = "24h",
            converter = Lifetime.class,
            description =
                    "for how long the old key stays good, such as 30m or 7d, 0m for not at all (default: ${DEFAULT-VALUE})")
    private Duration overlap = Duration.ofHours(24);

    @Override
    public Integer call() {
        return keys.with(keys.place(), all -> {
            var made = all.rotate(name, overlap);
            keys.print(made.key().reveal());
            keys.say(KeyText.ofMade(made.stored()));
        });
    }
}
