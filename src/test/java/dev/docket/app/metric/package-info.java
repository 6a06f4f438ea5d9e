@NullMarked
package dev.docket.app.metric;

import org.jspecify.annotations.NullMarked;
