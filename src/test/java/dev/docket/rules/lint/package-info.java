@NullMarked
package dev.docket.rules.lint;

import org.jspecify.annotations.NullMarked;
