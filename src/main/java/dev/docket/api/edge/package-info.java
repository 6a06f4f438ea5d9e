/** What every request passes before a resource sees it: hosts, callers, limits, pools and paces. */
@NullMarked
package dev.docket.api.edge;

import org.jspecify.annotations.NullMarked;
