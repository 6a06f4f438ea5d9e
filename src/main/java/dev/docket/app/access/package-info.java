/** Composition root of who may call: keys, encryption, and whether the service may start like that. */
@NullMarked
package dev.docket.app.access;

import org.jspecify.annotations.NullMarked;
