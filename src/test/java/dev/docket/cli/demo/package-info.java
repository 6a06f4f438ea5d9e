@NullMarked
package dev.docket.cli.demo;

import org.jspecify.annotations.NullMarked;
