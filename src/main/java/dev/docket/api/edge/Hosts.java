package dev.docket.api.edge;

import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * For which hosts this service answers, and to pages of which sites.
 *
 * <p>A page of another site can have its own name resolved to this machine (DNS rebinding); a browser then sends that name as
 * the host. An address cannot be had that way, so addresses are always answered for.
 *
 * @param names the names it answers for besides {@code localhost}
 * @param origins the sites whose pages may call it besides its own, such as {@code https://desk.example.com}
 */
public record Hosts(Set<String> names, Set<String> origins) {
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]+)(?::(\\d{1,5}))?");
    private static final Pattern ORIGIN = Pattern.compile("(https?)://(.+)");
    private static final Pattern ADDRESS = Pattern.compile("\\[.+]|\\d{1,3}(\\.\\d{1,3}){3}");
    private static final String LOCALHOST = "localhost";

    public Hosts {
        names = lowerCase(names);
        origins = lowerCase(origins);
    }

    /** What is wrong with where a request is for or from, if anything. */
    Optional<ProblemDetail> refusal(@Nullable String host, @Nullable String origin) {
        String wanted = host == null ? "" : host.toLowerCase(Locale.ROOT);
        var authority = AUTHORITY.matcher(wanted);
        if (!authority.matches()) {
            return Optional.of(Problems.badHost());
        }
        if (!isOurs(authority.group(1))) {
            return Optional.of(Problems.foreignHost(wanted));
        }
        if (origin != null && !isWelcome(origin.toLowerCase(Locale.ROOT), wanted)) {
            return Optional.of(Problems.foreignOrigin(origin));
        }
        return Optional.empty();
    }

    private boolean isOurs(String name) {
        String relative = name.endsWith(".") ? name.substring(0, name.length() - 1) : name;
        return relative.equals(LOCALHOST) || ADDRESS.matcher(name).matches() || names.contains(relative);
    }

    private boolean isWelcome(String origin, String host) {
        var site = ORIGIN.matcher(origin);
        if (!site.matches()) {
            return false;
        }
        String port = site.group(1).equals("https") ? ":443" : ":80";
        return origins.contains(origin) || withPort(site.group(2), port).equals(withPort(host, port));
    }

    private static String withPort(String authority, String port) {
        return authority.matches(".*:\\d+") ? authority : authority + port;
    }

    private static Set<String> lowerCase(Set<String> texts) {
        Set<String> lower = new TreeSet<>();
        texts.forEach(text -> lower.add(text.strip().toLowerCase(Locale.ROOT)));
        return Set.copyOf(lower);
    }
}
