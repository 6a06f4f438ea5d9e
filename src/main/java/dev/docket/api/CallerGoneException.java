package dev.docket.api;

import java.io.IOException;

/** The caller neither sends the rest of its request nor takes the rest of its answer. Nothing is broken here. */
final class CallerGoneException extends IOException {
    CallerGoneException(IOException cause) {
        super("the caller is gone", cause);
    }
}
