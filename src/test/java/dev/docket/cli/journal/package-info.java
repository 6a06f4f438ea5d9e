@NullMarked
package dev.docket.cli.journal;

import org.jspecify.annotations.NullMarked;
