@NullMarked
package dev.docket.priority;

import org.jspecify.annotations.NullMarked;
