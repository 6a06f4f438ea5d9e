@NullMarked
package dev.docket.outage;

import org.jspecify.annotations.NullMarked;
