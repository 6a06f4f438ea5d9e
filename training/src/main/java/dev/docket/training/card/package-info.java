/** What a model version consists of: its files and the card that people read. */
@NullMarked
package dev.docket.training.card;

import org.jspecify.annotations.NullMarked;
