/** How good a model is on orders that it never saw, and which way of learning is better. */
@NullMarked
package dev.docket.training.judge;

import org.jspecify.annotations.NullMarked;
