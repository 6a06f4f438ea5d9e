package dev.docket.service.decide;

import dev.docket.access.Sender;
import dev.docket.journal.Appended;
import dev.docket.journal.record.Position;
import java.util.Optional;

/**
 * The record that already has a request id.
 *
 * @param at its stream and number, as in {@code 0123456789ab:17}; nothing while it waits in a spool
 * @param sender who sent it
 */
public record Earlier(Optional<String> at, Sender sender) {
    static Earlier of(Appended appended) {
        Sender sender = appended.recorded().entry().sender();
        Position position = appended.recorded().position();
        return new Earlier(
                appended instanceof Appended.Spooled
                        ? Optional.empty()
                        : Optional.of(position.stream() + ":" + position.sequence()),
                sender);
    }
}
