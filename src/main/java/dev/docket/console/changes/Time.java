package dev.docket.console.changes;

import dev.docket.console.shell.Words;
import java.time.Instant;

/** @param at as a script can read it */
public record Time(String text, String at) {
    static Time of(Instant instant) {
        return new Time(Words.time(instant), instant.toString());
    }
}
