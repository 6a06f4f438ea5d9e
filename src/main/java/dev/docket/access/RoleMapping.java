package dev.docket.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which roles the words of an identity provider stand for. A word that is not in it gives none.
 *
 * @param byWord the roles, by what the provider calls a group or role; upper and lower case differ
 */
public record RoleMapping(Map<String, Set<Role>> byWord) {
    public RoleMapping {
        Map<String, Set<Role>> copy = new HashMap<>();
        byWord.forEach((word, roles) -> copy.put(word, Collections.unmodifiableSet(EnumSet.copyOf(roles))));
        byWord = Collections.unmodifiableMap(copy);
    }

    /**
     * Reads {@code word=ROLE}; a word may come several times.
     *
     * @throws IllegalArgumentException if there is none, or one has another form; the message says what to write
     */
    public static RoleMapping parse(List<String> entries) {
        Map<String, Set<Role>> byWord = new HashMap<>();
        for (String entry : entries) {
            int equals = entry.lastIndexOf('=');
            Optional<Role> role = role(entry.substring(equals + 1).strip());
            if (equals < 1 || role.isEmpty()) {
                throw new IllegalArgumentException(
                        "'%s' is not of the form word=ROLE with one of %s".formatted(entry, List.of(Role.values())));
            }
            byWord.computeIfAbsent(entry.substring(0, equals).strip(), word -> EnumSet.noneOf(Role.class))
                    .add(role.get());
        }
        if (byWord.isEmpty()) {
            throw new IllegalArgumentException("nobody would have a role");
        }
        return new RoleMapping(byWord);
    }

    /** The roles of somebody for whom a provider has these words. */
    public Set<Role> of(Collection<String> words) {
        List<Role> roles = new ArrayList<>();
        words.forEach(word -> roles.addAll(byWord.getOrDefault(word, Set.of())));
        return Set.copyOf(roles);
    }

    private static Optional<Role> role(String name) {
        return List.of(Role.values()).stream()
                .filter(role -> role.name().equals(name))
                .findFirst();
    }
}
