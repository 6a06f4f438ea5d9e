package dev.docket.decision.rule;

import java.util.SortedSet;

/**
 * An absent field that could still change something.
 *
 * @param path its full indexed path
 * @param codes the exception codes that it could raise or waive
 */
public record MissingInput(String path, SortedSet<String> codes) {}
