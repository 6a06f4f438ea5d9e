/** What holds of text wherever people write it: the word they probably meant, and the characters they cannot see. */
@NullMarked
package dev.docket.text;

import org.jspecify.annotations.NullMarked;
