package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.order.Checkpoint;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The columns of the policy table beside the conditions: where a rule runs, for what, and what it adds. */
class PolicyTableTest {
    // E entry, R release, P pick, S ship, X post-ship
    private static final String TABLE = """
            credit-limit-exceeded             | ERS  | order | FIN-201/4       | HOLD_CREDIT            | CREDIT_ANALYST
            credit-limit-near                 | ER   | order | FIN-201/2       | CONTACT_CUSTOMER       | -
            credit-excess-tolerated           | ERS  | order | waives FIN-201  | -                      | -
            past-due-balance                  | ERS  | order | FIN-202/4       | HOLD_CREDIT            | CREDIT_ANALYST
            past-due-serious                  | ERS  | order | FIN-202/5       | HOLD_CREDIT            | CREDIT_MANAGER
            past-due-share-of-limit           | ER   | order | FIN-202/3       | REQUEST_APPROVAL       | CREDIT_ANALYST
            dunning-level-high                | ER   | order | FIN-202/4       | HOLD_CREDIT            | CREDIT_ANALYST
            credit-limit-expired              | ER   | order | FIN-203/3       | RECHECK_CREDIT         | CREDIT_ANALYST
            credit-review-overdue             | ER   | order | FIN-203/3       | REQUEST_APPROVAL       | CREDIT_ANALYST
            payment-terms-differ              | ER   | order | FIN-204/3       | REQUEST_APPROVAL       | CREDIT_ANALYST
            payment-terms-recently-changed    | ER   | order | FIN-204/3       | REQUEST_APPROVAL       | CREDIT_ANALYST
            prepayment-missing                | ER   | order | FIN-205/4       | REQUEST_PREPAYMENT     | AR_CLERK
            cod-only-account                  | ER   | order | FIN-205/4       | REQUEST_PREPAYMENT     | AR_CLERK
            payment-authorization-invalid     | ERS  | order | FIN-206/4       | REQUEST_PREPAYMENT     | AR_CLERK
            released-credit-still-valid       | ERS  | order | waives FIN-201 FIN-202 | -                      | -
            price-differs-from-contract       | ER   | line  | FIN-207/3       | REPRICE                | PRICING_ANALYST
            zero-price                        | ER   | line  | FIN-207/4       | REQUEST_APPROVAL       | PRICING_ANALYST
            line-margin-below-floor           | ER   | line  | FIN-208/3       | REQUEST_APPROVAL       | SALES_MANAGER
            order-margin-below-floor          | ER   | order | FIN-208/3       | REQUEST_APPROVAL       | SALES_MANAGER
            negative-margin                   | ER   | line  | FIN-208/5       | REQUEST_APPROVAL       | VP_SALES
            discount-above-rep-authority      | ER   | order | FIN-210/2       | REQUEST_APPROVAL       | SALES_MANAGER
            discount-above-manager-authority  | ER   | order | FIN-210/4       | REQUEST_APPROVAL       | VP_SALES
            tax-certificate-missing           | ER   | order | FIN-209/2       | REQUEST_DOCUMENT       | TAX_CLERK
            account-on-hold                   | ERS  | order | CUS-301/5       | HOLD_CREDIT            | CREDIT_MANAGER
            account-closed                    | ERS  | order | CUS-301/5       | REJECT_ORDER           | -
            address-invalid                   | ERS  | order | CUS-302/3       | CORRECT_ADDRESS        | -
            address-ambiguous-residential     | ER   | order | CUS-302/3       | CONTACT_CUSTOMER       | -
            po-box-freight                    | ERPS | order | CUS-302/3       | CHANGE_CARRIER_SERVICE | -
            delivery-day-closed               | ERPS | order | CUS-303/2       | RESCHEDULE             | -
            routing-guide-carrier             | RPS  | order | CUS-303/2       | CHANGE_CARRIER_SERVICE | -
            duplicate-order                   | E    | order | ORD-101/3       | REQUEST_APPROVAL       | CUSTOMER_SERVICE
            item-not-sellable                 | ER   | line  | ORD-102/3       | CANCEL_LINE            | -
            pack-multiple-mismatch            | ER   | line  | ORD-103/2       | CONTACT_CUSTOMER       | -
            below-order-minimum               | E    | order | ORD-104/2       | REQUEST_APPROVAL       | SALES_MANAGER
            unusual-quantity                  | E    | line  | ORD-105/3       | REQUEST_APPROVAL       | SALES_REP
            quantity-above-maximum            | E    | line  | ORD-105/3       | REQUEST_APPROVAL       | SALES_REP
            inadequate-lead-time              | ER   | line  | ORD-106/3       | RESCHEDULE             | -
            past-cancel-date                  | ERPS | order | ORD-110/4       | REQUEST_APPROVAL       | CUSTOMER_SERVICE
            change-after-release              | PS   | order | ORD-108/3       | REQUEST_APPROVAL       | WAREHOUSE_SUPERVISOR
            item-not-on-contract              | ER   | line  | ORD-109/2       | REQUEST_APPROVAL       | SALES_REP
            stock-short-partial               | R    | line  | INV-401/3       | SHIP_PARTIAL_BACKORDER | -
            stock-out-no-eta                  | R    | line  | INV-402/4       | CONTACT_CUSTOMER       | -
            restock-in-time                   | R    | line  | INV-401/2       | RESCHEDULE             | -
            alternate-node-covers             | R    | line  | INV-408/2       | RESOURCE_FROM_NODE     | -
            strategic-order-short             | R    | line  | INV-401/4       | REALLOCATE             | PLANNER
            allocation-quota-exceeded         | R    | line  | INV-403/3       | REQUEST_APPROVAL       | PLANNER
            substitute-available              | R    | line  | INV-404/2       | SUBSTITUTE             | -
            substitute-over-limit             | R    | line  | INV-404/3       | REQUEST_APPROVAL       | SALES_MANAGER
            substitution-share-limit          | R    | order | INV-404/3       | REQUEST_APPROVAL       | SALES_MANAGER
            substitution-not-permitted        | R    | line  | INV-405/3       | CONTACT_CUSTOMER       | -
            substitution-needs-consent        | R    | line  | INV-404/3       | REQUEST_APPROVAL       | CUSTOMER_SERVICE
            substitute-hazard-differs         | R    | line  | INV-405/4       | REQUEST_APPROVAL       | EHS
            substitute-export-differs         | R    | line  | CMP-702/4       | REQUEST_APPROVAL       | COMPLIANCE_OFFICER
            shelf-life-insufficient           | RP   | line  | INV-406/4       | REALLOCATE             | QUALITY
            lot-blocked                       | RPS  | line  | INV-407/5       | HOLD_QUALITY           | QUALITY
            short-pick                        | PS   | line  | WHS-501/3       | RECOUNT_STOCK          | -
            stock-record-unreliable           | PS   | line  | INV-409/3       | RECOUNT_STOCK          | -
            carrier-cutoff-at-risk            | PS   | order | TRN-601/3       | CHANGE_CARRIER_SERVICE | -
            warehouse-over-capacity           | RP   | order | WHS-502/2       | RESCHEDULE             | -
            over-carrier-weight               | PS   | order | WHS-503/2       | SPLIT_SHIPMENT         | -
            ship-complete-short               | R    | order | TRN-604/3       | WAIT_SHIP_COMPLETE     | -
            too-many-shipments                | RPS  | order | TRN-604/3       | REQUEST_APPROVAL       | CUSTOMER_SERVICE
            promise-at-risk                   | RPS  | order | TRN-603/4       | EXPEDITE               | -
            transit-exception-reported        | X    | order | TRN-603/3       | CONTACT_CUSTOMER       | -
            restricted-party-match            | ERS  | order | CMP-701/5       | HOLD_COMPLIANCE        | COMPLIANCE_OFFICER
            restricted-party-possible         | ERS  | order | CMP-701/4       | HOLD_COMPLIANCE        | COMPLIANCE_OFFICER
            screening-stale                   | ERS  | order | CMP-701/3       | RESCREEN_PARTY         | -
            embargoed-destination             | ERS  | order | CMP-702/5       | HOLD_COMPLIANCE        | COMPLIANCE_OFFICER
            export-licence-missing            | RS   | line  | CMP-702/5       | HOLD_COMPLIANCE        | COMPLIANCE_OFFICER
            lithium-battery-passenger-air     | RPS  | line  | CMP-703/4       | CHANGE_CARRIER_SERVICE | EHS
            cargo-aircraft-only               | RPS  | line  | CMP-703/4       | CHANGE_CARRIER_SERVICE | EHS
            safety-data-sheet-missing         | RPS  | line  | CMP-703/3       | REQUEST_DOCUMENT       | EHS
            customer-licence-missing          | RS   | line  | CMP-704/5       | HOLD_COMPLIANCE        | COMPLIANCE_OFFICER
            avs-mismatch-other-address        | E    | order | FRD-802/4       | HOLD_FRAUD             | FRAUD_ANALYST
            first-order-expedited-forwarder   | E    | order | FRD-801/4       | HOLD_FRAUD             | FRAUD_ANALYST
            payment-decline-velocity          | E    | order | FRD-801/4       | HOLD_FRAUD             | FRAUD_ANALYST
            required-input-missing            | ERPS | order | ORD-107/2       | REQUEST_DOCUMENT       | CUSTOMER_SERVICE
            many-serious-exceptions           | ERPS | order | -               | REQUEST_APPROVAL       | OPERATIONS_SUPERVISOR
            prepaid-not-covered               | ER   | order | FIN-205/4       | REQUEST_PREPAYMENT     | AR_CLERK
            credit-currency-differs           | ERS  | order | FIN-203/4       | HOLD_CREDIT            | CREDIT_ANALYST
            partial-already-used              | R    | line  | TRN-604/3       | WAIT_SHIP_COMPLETE     | -
            shortage-without-remedy           | R    | line  | INV-401/3       | REQUEST_APPROVAL       | PLANNER
            incomplete-at-ship                | S    | line  | TRN-604/4       | REQUEST_APPROVAL       | CUSTOMER_SERVICE
            open-hold                         | ERPS | order | ORD-111/4       | HOLD_ORDER             | CUSTOMER_SERVICE
            order-cancelled                   | ERPS | order | ORD-112/5       | REJECT_ORDER           | -
            order-already-shipped             | ERP  | order | ORD-112/4       | REQUEST_APPROVAL       | CUSTOMER_SERVICE
            net-below-lines                   | ER   | order | FIN-207/3       | REPRICE                | PRICING_ANALYST
            gross-below-net                   | ER   | order | ORD-107/2       | REQUEST_DOCUMENT       | CUSTOMER_SERVICE
            """;

    @Test
    void the_shipped_rules_are_exactly_the_rows_of_the_policy() {
        assertThat(ShippedRules.compiled().ruleBook().descriptions())
                .extracting(PolicyTableTest::row)
                .containsExactlyInAnyOrderElementsOf(TABLE.lines()
                        .map(line -> line.replaceAll("\\s+", " ").strip())
                        .toList());
    }

    private static String row(RuleDescription rule) {
        return String.join(
                " | ",
                rule.ruleId().text(),
                rule.checkpoints().stream().map(PolicyTableTest::letter).collect(Collectors.joining()),
                rule.perLine() ? "line" : "order",
                effect(rule),
                orDash(rule.actions()),
                orDash(rule.approvals()));
    }

    private static String letter(Checkpoint checkpoint) {
        return switch (checkpoint) {
            case ENTRY -> "E";
            case RELEASE -> "R";
            case PICK -> "P";
            case SHIP -> "S";
            case POST_SHIP -> "X";
        };
    }

    private static String effect(RuleDescription rule) {
        if (!rule.waives().isEmpty()) {
            return "waives " + rule.waives().stream().map(ExceptionCode::text).collect(Collectors.joining(" "));
        }
        return rule.raises().stream()
                .map(code ->
                        code + "/" + rule.text().replaceAll("(?s).*exception\\(\"" + code + "\", ([1-5])\\).*", "$1"))
                .findFirst()
                .orElse("-");
    }

    private static String orDash(List<String> names) {
        return names.isEmpty() ? "-" : String.join(" ", names);
    }
}
