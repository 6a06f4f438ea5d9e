@NullMarked
package dev.docket.demo;

import org.jspecify.annotations.NullMarked;
