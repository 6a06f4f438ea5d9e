@org.jspecify.annotations.NullMarked
package dev.docket.stream;
