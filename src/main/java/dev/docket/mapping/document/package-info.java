/** Order documents of other systems, read into one tree whatever their format, and the paths into it. */
@NullMarked
package dev.docket.mapping.document;

import org.jspecify.annotations.NullMarked;
