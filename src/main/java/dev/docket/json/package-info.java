/**
 * Strict JSON and YAML: reads records and reports all problems at once; writes canonical JSON and the answer.
 *
 * <p>Documents are bound to record components, so the record is the schema and there is no second copy of it.
 */
@NullMarked
package dev.docket.json;

import org.jspecify.annotations.NullMarked;
