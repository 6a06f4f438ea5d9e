/** OpenID Connect: bearer tokens, and login in a browser. Quarkus verifies; what is believed of it is decided in {@code access}. */
@NullMarked
package dev.docket.api.oidc;

import org.jspecify.annotations.NullMarked;
