package dev.docket.mapping.expression;

/** A place in data, such as a column or a path; only the {@link Scope} of that kind of data knows how to read it. */
public interface Source {}
