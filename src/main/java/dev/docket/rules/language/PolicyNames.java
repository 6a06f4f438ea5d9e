package dev.docket.rules.language;

import java.util.Set;

/** The names that rules may use in effects: exception codes, action types and roles, as the bundle's data has them. */
public record PolicyNames(Set<String> codes, Set<String> actions, Set<String> roles) {}
