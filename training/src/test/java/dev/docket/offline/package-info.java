@NullMarked
package dev.docket.offline;

import org.jspecify.annotations.NullMarked;
