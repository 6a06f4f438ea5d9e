/** A policy that somebody is writing: its files, what is wrong with them, and what they would change. */
@NullMarked
package dev.docket.service.draft;

import org.jspecify.annotations.NullMarked;
