@NullMarked
package dev.docket.rules.table;

import org.jspecify.annotations.NullMarked;
