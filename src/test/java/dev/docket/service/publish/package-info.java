@NullMarked
package dev.docket.service.publish;

import org.jspecify.annotations.NullMarked;
