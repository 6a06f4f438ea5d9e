/** Reads a rule folder, DRL and data files, into checked rules by an allow-list; nothing is compiled here. */
@NullMarked
package dev.docket.rules.read;

import org.jspecify.annotations.NullMarked;
