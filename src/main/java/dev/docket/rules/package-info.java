/**
 * The rule book with Drools: what the rest of Docket sees of it. The rooms below do the work and nobody outside uses them.
 *
 * <p>The way of a rule: {@link dev.docket.rules.read.RuleReader} (text to a typed tree, by an allow-list) → {@link
 * dev.docket.rules.compile.Lowering} (exact arithmetic) → {@link dev.docket.rules.compile.KieCompiler} (Drools) → {@link
 * dev.docket.rules.evaluate.CompiledRule} (the compiled conditions, evaluated one by one).
 */
@NullMarked
package dev.docket.rules;

import org.jspecify.annotations.NullMarked;
