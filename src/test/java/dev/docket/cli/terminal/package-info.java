@NullMarked
package dev.docket.cli.terminal;

import org.jspecify.annotations.NullMarked;
