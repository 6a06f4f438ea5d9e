/** The commands of a checkout that the packaged service does without: training and the demo. */
@NullMarked
package dev.docket.offline;

import org.jspecify.annotations.NullMarked;
