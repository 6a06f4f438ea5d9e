/**
 * The rule book with Drools: reads DRL, compiles it through the KIE API, evaluates it with three-valued logic.
 *
 * <p>The way of a rule: {@link dev.docket.rules.RuleReader} (text to a typed tree, by an allow-list) → {@link
 * dev.docket.rules.Lowering} (exact arithmetic) → {@link dev.docket.rules.KieCompiler} (Drools) → {@link
 * dev.docket.rules.CompiledRule} (the compiled conditions, evaluated one by one).
 */
@NullMarked
package dev.docket.rules;

import org.jspecify.annotations.NullMarked;
