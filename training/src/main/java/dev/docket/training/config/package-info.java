/** What to train from and how, as a configuration file says it. */
@NullMarked
package dev.docket.training.config;

import org.jspecify.annotations.NullMarked;
