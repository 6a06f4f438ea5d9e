/** Orders that come by Kafka: decided once each, recorded before they are acknowledged, in the order of their keys. */
@NullMarked
package dev.docket.stream;

import org.jspecify.annotations.NullMarked;
