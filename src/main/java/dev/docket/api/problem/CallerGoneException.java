package dev.docket.api.problem;

import java.io.IOException;

/** The caller neither sends the rest of its request nor takes the rest of its answer. Nothing is broken here. */
public final class CallerGoneException extends IOException {
    public CallerGoneException(IOException cause) {
        super("the caller is gone", cause);
    }
}
