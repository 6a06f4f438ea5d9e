package dev.docket.cli.keys;

import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code ./docket keys list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description =
                "Show the keys in use: whose they are, what they may do, until when, and when they were used last.")
final class ListCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private KeysCommand keys;

    @Option(names = "--all", description = "revoked and expired ones, too")
    private boolean isAll;

    @Override
    public Integer call() {
        var now = Clock.systemUTC().instant();
        return keys.with(keys.place(), all -> KeyText.table(
                        all.list().stream()
                                .filter(key -> isAll || key.isGoodAt(now))
                                .toList(),
                        now)
                .forEach(keys::print));
    }
}
