@NullMarked
package dev.docket.cli;

import org.jspecify.annotations.NullMarked;
