@NullMarked
package dev.docket.decision.taxonomy;

import org.jspecify.annotations.NullMarked;
