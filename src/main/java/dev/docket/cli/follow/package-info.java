/** Commands for what is recorded, and for those who are sent it. */
@NullMarked
package dev.docket.cli.follow;

import org.jspecify.annotations.NullMarked;
