@NullMarked
package dev.docket.rules.read;

import org.jspecify.annotations.NullMarked;
