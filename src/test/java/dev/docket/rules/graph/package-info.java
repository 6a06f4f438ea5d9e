@NullMarked
package dev.docket.rules.graph;

import org.jspecify.annotations.NullMarked;
