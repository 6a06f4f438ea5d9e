package dev.docket.console.shell;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where in the console a reader goes on after logging in: with the filters of a search, and never elsewhere. */
public final class OwnPath {
    private static final int LONGEST = 2_000;
    private static final Pattern OWN =
            Pattern.compile("/console(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*(\\?[A-Za-z0-9._~%=&+:,*-]*)?");

    private OwnPath() {}

    /** A path that is the console's own; its first page in place of any other. */
    public static String of(@Nullable String next) {
        return next != null && next.length() <= LONGEST && OWN.matcher(next).matches() ? next : "/console";
    }
}
