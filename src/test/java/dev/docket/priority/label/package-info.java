@NullMarked
package dev.docket.priority.label;

import org.jspecify.annotations.NullMarked;
