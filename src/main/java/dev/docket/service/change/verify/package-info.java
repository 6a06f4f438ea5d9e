/** Says of a journal who approved the policies that decided, and counts again what they were shown. */
@NullMarked
package dev.docket.service.change.verify;

import org.jspecify.annotations.NullMarked;
