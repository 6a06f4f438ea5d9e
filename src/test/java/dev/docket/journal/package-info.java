@NullMarked
package dev.docket.journal;

import org.jspecify.annotations.NullMarked;
