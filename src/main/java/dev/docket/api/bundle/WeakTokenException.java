package dev.docket.api.bundle;

import java.util.Locale;

/** The configured admin token could be guessed. */
public final class WeakTokenException extends RuntimeException {
    WeakTokenException(int length, int least) {
        super(String.format(Locale.ROOT, """
                docket.admin.token has %d characters; it must have at least %d.
                Make one with 'openssl rand -base64 24', or remove the setting: then nobody can activate a bundle over HTTP.""", length, least));
    }
}
