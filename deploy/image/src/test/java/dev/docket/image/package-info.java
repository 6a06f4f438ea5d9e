/** The container image, looked at as files and run from them. */
@NullMarked
package dev.docket.image;

import org.jspecify.annotations.NullMarked;
