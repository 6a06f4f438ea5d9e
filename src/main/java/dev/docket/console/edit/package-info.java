/** Writing in the policy that decides. */
@NullMarked
package dev.docket.console.edit;

import org.jspecify.annotations.NullMarked;
