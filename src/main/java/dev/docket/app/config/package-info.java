/** Every setting of the service: its name, meaning, default and bounds, and where its value comes from. */
@NullMarked
package dev.docket.app.config;

import org.jspecify.annotations.NullMarked;
