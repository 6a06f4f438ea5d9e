/** The one way to read YAML: a tree in which every value knows its line. */
@NullMarked
package dev.docket.yaml;

import org.jspecify.annotations.NullMarked;
