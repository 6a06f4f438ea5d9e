@NullMarked
package dev.docket.mapping;

import org.jspecify.annotations.NullMarked;
