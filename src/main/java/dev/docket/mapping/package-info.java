/**
 * How documents of other systems become canonical orders. A mapping is a table from target path to operation, checked in
 * full when it is read; it has no loops and reaches nothing but the document, so its time and output are bounded by the
 * sizes of both. {@code docs/mapping.md} describes the language.
 */
@NullMarked
package dev.docket.mapping;

import org.jspecify.annotations.NullMarked;
