/** What is usual in a deployment: reference snapshots, and how they are made from decisions and outcomes. */
@NullMarked
package dev.docket.priority.reference;

import org.jspecify.annotations.NullMarked;
