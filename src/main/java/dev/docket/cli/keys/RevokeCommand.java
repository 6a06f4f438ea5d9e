package dev.docket.cli.keys;

import dev.docket.access.key.KeyRing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code ./docket keys revoke}. Returns once no service lets the key in. */
@Command(
        name = "revoke",
        mixinStandardHelpOptions = true,
        description = "Refuse a key from now on. Waits until no running service can still let it in.")
final class RevokeCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private KeysCommand keys;

    @Parameters(paramLabel = "NAME|ID", description = "the name of the keys, or the id of one")
    private String which = "";

    @Override
    public Integer call() throws InterruptedException {
        KeysCommand.Place place = keys.place();
        List<String> lines = new ArrayList<>();
        int exitCode = keys.with(place, all -> all.revoke(which).forEach(key -> lines.add(KeyText.ofRevoked(key))));
        if (exitCode != 0) {
            return exitCode;
        }
        // A service whose copy is older than this refuses all keys, so there is none that knows better.
        Thread.sleep(KeyRing.BOUND.toMillis());
        lines.forEach(keys::print);
        Duration lastKnown = place.lastKnown();
        if (lastKnown.compareTo(KeyRing.BOUND) > 0) {
            keys.say(List.of("A service that cannot read the keys may go on with those it knows for %s seconds"
                            .formatted(lastKnown.toSeconds())
                    + " (docket.access.last-known-seconds)."));
        }
        return 0;
    }
}
