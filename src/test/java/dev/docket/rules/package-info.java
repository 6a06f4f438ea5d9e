@NullMarked
package dev.docket.rules;

import org.jspecify.annotations.NullMarked;
