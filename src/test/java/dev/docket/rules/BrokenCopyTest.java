package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.cases.CaseReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Mistakes in a copy of the shipped folder: each is reported once, where it is, with what to do. */
class BrokenCopyTest {
    private final SortedMap<String, byte[]> rules = RuleFolder.read(ShippedRules.FOLDER);
    private final SortedMap<String, byte[]> cases = CaseReader.files(ShippedRules.FOLDER);
    private final List<String> expected = new ArrayList<>();

    /** Puts a mistake into a rule, case or entry; the problem is reported at the line of {@code at}. */
    private void mistake(
            SortedMap<String, byte[]> files,
            String file,
            String inside,
            String right,
            String wrong,
            String at,
            String problem) {
        String text = new String(files.getOrDefault(file, new byte[0]), StandardCharsets.UTF_8);
        int from = text.indexOf(inside);
        int start = text.indexOf(right, from);
        assertThat(from).as(file + ": " + inside).isNotNegative();
        assertThat(start).as(file + ": " + right).isNotNegative();
        String broken = text.substring(0, start) + wrong + text.substring(start + right.length());
        files.put(file, broken.getBytes(StandardCharsets.UTF_8));
        String before = broken.substring(0, broken.indexOf(at, from));
        long line = 1 + before.chars().filter(character -> character == '\n').count();
        expected.add(String.format(Locale.ROOT, "%s:%d: %s", file, line, problem));
    }

    private void mistake(String file, String rule, String right, String wrong, String problem) {
        mistake(rules, file, "rule \"" + rule + "\"", right, wrong, wrong, problem);
    }

    private void mistakeInCase(String file, String name, String right, String wrong, String problem) {
        mistake(cases, file, "name: " + name + "\n", right, wrong, wrong, problem);
    }

    @Test
    void fourteen_mistakes_in_rules_tables_and_data_are_reported_at_once() {
        mistake(
                "credit.drl",
                "credit-limit-exceeded",
                "$order.atRisk > limit )",
                "$order.atRisk > limt )",
                "DKT-103: unknown field 'limt' of Credit. Did you mean 'limit'?");
        mistake(
                "credit.drl",
                "past-due-balance",
                "amount(\"past-due-amount\")",
                "amount(\"past-due-amout\")",
                "DKT-106: there is no parameter 'past-due-amout' in parameters.yaml. Did you mean 'past-due-amount'?");
        mistake(
                "credit.drl",
                "credit-review-overdue",
                "netAmount > parameters.amount(\"credit-review-order-amount\")",
                "netAmount > \"a lot\"",
                "DKT-104: 'netAmount > \"a lot\"' compares a number with text");
        mistake(
                "order.drl",
                "account-closed",
                "action(\"REJECT_ORDER\")",
                "action(\"REJECT_ORDR\")",
                "DKT-110: unknown action 'REJECT_ORDR'. Did you mean 'REJECT_ORDER'?");
        mistake(
                "order.drl",
                "address-invalid",
                "AddressValidation.INVALID",
                "AddressValidation.INVALD",
                "DKT-110: AddressValidation has no value 'INVALD'; it has VALID, CORRECTED, AMBIGUOUS, INVALID, UNCHECKED. Did you mean 'INVALID'?");
        mistake("order.drl", "po-box-freight", "rule \"po-box-freight\"", "rule \"address-ambiguous-residential\"", "");
        expected.removeLast();
        expected.add(duplicate());
        mistake(
                rules,
                "compliance.drl",
                "rule \"screening-stale\"",
                "effects.exception(\"CMP-701\", 3).action(\"RESCREEN_PARTY\");",
                "effects.waive(\"CMP-701\");",
                "effects.waive(",
                "DKT-111: CMP-701 must never be waived (nor any CMP-, FRD-, INV-407, CUS-301, ORD-111, ORD-112)");
        mistake(
                rules,
                "fraud.drl",
                "rule \"avs-mismatch-other-address\"",
                "  @owner( \"FRAUD\" )\n",
                "",
                "rule \"avs-mismatch",
                "DKT-107: rule 'avs-mismatch-other-address' lacks @owner( \"...\" )");
        mistake(
                "logistics.drl",
                "warehouse-over-capacity",
                "Warehouse( capacityUsedPct",
                "Warehous( capacityUsedPct",
                "DKT-102: unknown fact 'Warehous'. Did you mean 'Warehouse'?");
        mistake(
                "logistics.drl",
                "ship-complete-short",
                "exception(\"TRN-604\", 3)",
                "exception(\"TRN-604\", 9)",
                "DKT-108: exception wants a severity of 1 (info) to 5 (stop)");
        mistake(
                rules,
                "inventory.drl",
                "rule \"short-pick\"",
                "when\n  Line( pickedQty < allocatedQty )",
                "salience 10\nwhen\n  Line( pickedQty < allocatedQty )",
                "salience 10",
                "DKT-105: salience is not allowed: rules have no order, and all that match count");
        mistake(
                rules,
                "parameters.yaml",
                "past-due-amount:",
                "value: 500\n",
                "value: -500\n",
                "value: -500",
                "DKT-120: past-due-amount is -500, outside of its range 0..1000000");
        mistake(
                rules,
                "taxonomy.yaml",
                "ORD-101",
                "sla: PT4H",
                "sla: soon",
                "ORD-101",
                "DKT-120: ORD-101: Text cannot be parsed to a Duration");
        rules.put("limits.csv", """
                Owner,SALES
                At,ENTRY
                RuleTable Limits
                NAME,CONDITION,ACTION,METADATA
                ,Order,,
                ,discountPct > $param,"effects.action(""$param"")","policy( ""$param"" )"
                Rule,Discount above,Action,Policy
                discount-told,40,CONTACT_CUSTOMERS,The customer is told.
                """.getBytes(StandardCharsets.UTF_8));
        expected.add(
                "limits.csv:8: DKT-110: cell C8: unknown action 'CONTACT_CUSTOMERS'. Did you mean 'CONTACT_CUSTOMER'?");
        assertThat(problems()).containsExactlyInAnyOrderElementsOf(expected);
    }

    private String duplicate() {
        List<String> lines = new String(rules.getOrDefault("order.drl", new byte[0]), StandardCharsets.UTF_8)
                .lines()
                .toList();
        String rule = "rule \"address-ambiguous-residential\"";
        return String.format(
                Locale.ROOT,
                "order.drl:%d: DKT-109: rule 'address-ambiguous-residential' stands already at order.drl:%d",
                lines.lastIndexOf(rule) + 1,
                lines.indexOf(rule) + 1);
    }

    @Test
    void seven_mistakes_in_cases_are_reported_at_once() {
        mistakeInCase(
                "cases/credit.yaml",
                "credit-limit-exceeded",
                "customer.credit.exposure: 49000.01",
                "customer.credit.exposur: 49000.01",
                "DKT-130: customer.credit.exposur is not a field of this object. Did you mean 'exposure'?");
        mistakeInCase(
                "cases/credit.yaml",
                "dunning-level-high",
                "customer.credit.dunningLevel: 3",
                "customer.credit.dunningLevel: three",
                "DKT-130: customer.credit.dunningLevel must be a whole number");
        mistakeInCase(
                "cases/order.yaml",
                "account-on-hold",
                "disposition: HOLD",
                "disposition: HOLDS",
                "DKT-120: 'HOLDS' is none of [RELEASE, RELEASE_WITH_CONDITIONS, REVIEW, HOLD, REJECT]. Did you mean 'HOLD'?");
        mistakeInCase(
                "cases/order.yaml",
                "account-closed",
                "fired: [account-closed]",
                "fired: [account-close]",
                "DKT-132: unknown rule 'account-close'. Did you mean 'account-closed'?");
        mistakeInCase(
                "cases/fraud.yaml",
                "avs-mismatch-other-address-not-at-the-amount",
                "notFired:",
                "notFird:",
                "DKT-120: unknown field 'notFird'. Did you mean 'notFired'?");
        mistakeInCase(
                "cases/plain.yaml",
                "plain-order-at-entry",
                "base: entry",
                "base: entri",
                "DKT-132: there is no fixture 'entri'. Did you mean 'entry'?");
        mistakeInCase(
                "cases/across.yaml",
                "required-input-missing-credit-limit",
                "disposition: REVIEW",
                "disposition: RELEASE",
                "DKT-131: case 'required-input-missing-credit-limit': disposition is REVIEW, not RELEASE");
        assertThat(problemsOfCases()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void a_case_that_no_longer_holds_says_why() {
        mistake(rules, "parameters.yaml", "past-due-amount:", "value: 500\n", "value: 501\n", "value: 501", "");
        assertThat(problems()).anySatisfy(problem -> assertThat(problem)
                .contains("case 'past-due-balance': fired lacks past-due-balance: it is NOT_MATCHED at")
                .contains("overdueAmount > parameters.amount(\"past-due-amount\")", "500.01", "(credit.drl:"));
    }

    @Test
    void a_rule_without_cases_is_reported() {
        cases.remove("cases/compliance.yaml");
        long ofCompliance = ShippedRules.parsed().rules().stream()
                .filter(rule -> rule.file().equals("compliance.drl"))
                .count();
        assertThat(problemsOfCases())
                .hasSize((int) ofCompliance)
                .allSatisfy(problem -> assertThat(problem)
                        .startsWith("compliance.drl:")
                        .contains("DKT-140")
                        .contains("in which it does not fire (notFired)"))
                .anySatisfy(problem -> assertThat(problem)
                        .endsWith(
                                "rule 'embargoed-destination': no case in which it fires, nor one in which it does not"
                                        + " fire (notFired)"));
    }

    @Test
    void an_empty_folder_is_a_problem_and_not_an_accident() {
        assertThat(RuleCheck.of(new TreeMap<>(), new TreeMap<>()).problems())
                .extracting(RuleProblem::toString)
                .contains(
                        "actions.yaml:1: DKT-120: the file is missing",
                        "parameters.yaml:1: DKT-120: the file is missing");
    }

    private List<String> problems() {
        return RuleCheck.of(rules, cases).problems().stream()
                .map(RuleProblem::toString)
                .toList();
    }

    /** Where only cases are broken, the rules are those that were compiled once. */
    private List<String> problemsOfCases() {
        RuleFolder shipped = ShippedRules.compiled();
        return RuleCheck.of(shipped, shipped.ruleBook(), ShippedRules.parsed(), cases).problems().stream()
                .map(RuleProblem::toString)
                .toList();
    }
}
