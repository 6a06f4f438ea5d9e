@NullMarked
package dev.docket.service.backup;

import org.jspecify.annotations.NullMarked;
