/**
 * JSON and YAML, strictly: reads records and tells every problem at once; writes canonical JSON and the answer.
 *
 * <p>Binding goes by record components, so a record is the schema and there is no second copy of it.
 */
@NullMarked
package dev.docket.json;

import org.jspecify.annotations.NullMarked;
