package dev.docket.cli.keys;

import dev.docket.access.Role;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./docket keys create}. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description = {
            "Make a key and print it: this once, for only its SHA-256 is kept.",
            "The key alone goes to the standard output, so that a script can put it into a secret store."
        })
final class CreateCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private KeysCommand keys;

    @Parameters(paramLabel = "NAME", description = "who gets it, such as erp-live: 1 to 40 of a-z, 0-9, '.', '_', '-'")
    private String name = "";

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            required = true,
            split = ",",
            description = "what its holder may do: ${COMPLETION-CANDIDATES}; may be given several times")
    private List<Role> roles = new ArrayList<>();

    @Option(
            names = "--expires",
            paramLabel = "DURATION",
            defaultValue = "90d",
            converter = Lifetime.class,
            description = "after how long it is refused, such as 12h or 30d, at most 366d (default: ${DEFAULT-VALUE})")
    private Duration lifetime = Duration.ofDays(90);

    @Override
    public Integer call() {
        return keys.with(keys.place(), all -> {
            var made = all.create(name, EnumSet.copyOf(roles), lifetime);
            keys.print(made.key().reveal());
            keys.say(KeyText.ofMade(made.stored()));
        });
    }
}
