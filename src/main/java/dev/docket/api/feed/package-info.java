/** What was recorded, for those who follow it. */
@NullMarked
package dev.docket.api.feed;

import org.jspecify.annotations.NullMarked;
