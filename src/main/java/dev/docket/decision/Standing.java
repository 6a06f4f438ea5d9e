package dev.docket.decision;

/**
 * The exceptions that no rule has waived, as the rules across exceptions see them.
 *
 * @param seriousCategories in how many categories there is a standing exception of severity 3 or more
 * @param worstSeverity the highest standing severity, 0 when none stands
 * @param count how many exceptions stand
 */
public record Standing(int seriousCategories, int worstSeverity, int count) {}
