@NullMarked
package dev.docket.decision.id;

import org.jspecify.annotations.NullMarked;
