/** The one way to write HTML: Qute templates that escape every value. */
@NullMarked
package dev.docket.html;

import org.jspecify.annotations.NullMarked;
