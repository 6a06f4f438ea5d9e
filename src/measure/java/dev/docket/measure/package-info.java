/** What the measurements of the modules share: medians with their intervals, ratios that are kept and compared, sections of a document. */
@NullMarked
package dev.docket.measure;

import org.jspecify.annotations.NullMarked;
