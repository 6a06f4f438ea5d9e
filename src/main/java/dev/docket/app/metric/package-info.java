/** What is counted and measured, with Micrometer. Every label has a bounded number of values. */
@NullMarked
package dev.docket.app.metric;

import org.jspecify.annotations.NullMarked;
