package dev.docket.training.mapping.source;

import dev.docket.mapping.expression.Source;

/**
 * A declared column.
 *
 * @param position its place among the declared ones, from 0
 */
public record Column(int position) implements Source {}
