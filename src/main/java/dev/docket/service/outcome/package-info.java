/** What became of decided orders, and what the outcomes say about rules and model. */
@NullMarked
package dev.docket.service.outcome;

import org.jspecify.annotations.NullMarked;
