@NullMarked
package dev.docket.architecture;

import org.jspecify.annotations.NullMarked;
