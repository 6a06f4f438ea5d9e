package dev.docket.change;

import static dev.docket.change.Steps.AT;
import static dev.docket.change.Steps.EVIL;
import static dev.docket.change.Steps.FIRST;
import static dev.docket.change.Steps.SECOND;
import static dev.docket.change.Steps.approval;
import static dev.docket.change.Steps.digest;
import static dev.docket.change.Steps.dossier;
import static dev.docket.change.Steps.withFirstPolicy;
import static dev.docket.change.Steps.withSubmittedChange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Guard;
import dev.docket.change.guard.Limits;
import dev.docket.change.guard.Verdict;
import dev.docket.digest.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Ways to let a policy decide that nobody but its author approved. Each is tried on honest steps, and refused for its reason; the
 * same function refuses a step before it is recorded and finds it in a journal.
 */
class HostileChangesTest {
    /** One way. The last step that it takes is the hostile one. */
    record Way(String name, Refusal expected, Steps steps) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static final List<Way> WAYS = new ArrayList<>();

    private static void way(String name, Refusal expected, Steps honest, Consumer<Steps> hostile) {
        hostile.accept(honest);
        WAYS.add(new Way(name, expected, honest));
    }

    private static void sign(Steps steps, Statement said, String keyOf) {
        steps.take("c-2", approval(said, keyOf));
    }

    private static Statement of(Steps steps, String by) {
        return steps.statement("c-2", by);
    }

    static Stream<Way> ways() {
        if (WAYS.isEmpty()) {
            approving();
            promoting();
            editing();
            chaining();
            emergencies();
            shadows();
            canaries();
        }
        return WAYS.stream();
    }

    private static void approving() {
        way("the author approves", Refusal.SELF_APPROVAL, withSubmittedChange("policy"), s -> s.approved("c-2", "ada"));
        way(
                "the author approves with the key of another approver",
                Refusal.SELF_APPROVAL,
                withSubmittedChange("policy"),
                s -> sign(s, of(s, "ada"), "bob"));
        way(
                "the author approves in the name of another approver",
                Refusal.FOREIGN_IDENTITY,
                withSubmittedChange("policy"),
                s -> s.take("c-2", approval(of(s, "bob"), "bob"), "key:ada/KEY1", AT));
        way(
                "the author rotates the key and approves",
                Refusal.SELF_APPROVAL,
                withSubmittedChange("policy"),
                s -> s.take("c-2", approval(of(s, "ada"), "ada"), "key:ada/KEY2", AT));
        way(
                "whoever submitted it approves",
                Refusal.SELF_APPROVAL,
                withFirstPolicy()
                        .proposed("c-2", "ada", SECOND)
                        .checked("c-2", "ada", SECOND, "policy")
                        .submitted("c-2", "bob"),
                s -> s.approved("c-2", "bob"));
        way(
                "whoever sent the last content approves",
                Refusal.SELF_APPROVAL,
                withFirstPolicy()
                        .proposed("c-2", "ada", FIRST)
                        .checked("c-2", "bob", SECOND, "policy")
                        .submitted("c-2", "ada"),
                s -> s.approved("c-2", "bob"));
        way(
                "whoever sent earlier content approves",
                Refusal.SELF_APPROVAL,
                withFirstPolicy()
                        .proposed("c-2", "bob", FIRST)
                        .checked("c-2", "ada", SECOND, "policy")
                        .submitted("c-2", "ada"),
                s -> s.approved("c-2", "bob"));
        way("the operator approves", Refusal.NO_APPROVER, withSubmittedChange("policy"), s -> s.approved("c-2", "ops"));
        way(
                "somebody nobody knows approves",
                Refusal.NO_APPROVER,
                withSubmittedChange("policy"),
                s -> s.approved("c-2", "eve"));
        way(
                "nobody in particular approves",
                Refusal.FOREIGN_IDENTITY,
                withSubmittedChange("policy"),
                s -> s.take("c-2", approval(of(s, "bob"), "bob"), "anonymous", AT));
        way(
                "a user calls themselves like a key",
                Refusal.FOREIGN_IDENTITY,
                withSubmittedChange("policy"),
                s -> s.take("c-2", approval(of(s, "bob"), "bob"), "user:bob/bob", AT));
        way(
                "a key is swapped for another one",
                Refusal.OTHER_KEY,
                withSubmittedChange("policy"),
                s -> sign(s, of(s, "bob"), "eve"));
        way(
                "two approvers share a key",
                Refusal.OTHER_KEY,
                withSubmittedChange("policy"),
                s -> sign(s, of(s, "carl"), "bob"));
        way(
                "the right key is named, and another one signed",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> {
                    Step.Approved said = approval(of(s, "bob"), "eve");
                    s.take(
                            "c-2",
                            new Step.Approved(
                                    said.by(),
                                    said.candidate(),
                                    said.base(),
                                    said.dossier(),
                                    said.submission(),
                                    Steps.key("bob").publicKey(),
                                    said.signature()));
                });
        way("there is no signature", Refusal.BAD_SIGNATURE, withSubmittedChange("policy"), s -> signature(s, ""));
        way(
                "the signature is no base64",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signature(s, "%%%"));
        way(
                "the signature is cut off",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signature(s, "AAAA"));
        way(
                "the signature is all zeros",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signature(s, "A".repeat(86) + "=="));
        way(
                "what was signed is another candidate",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signed(
                        s,
                        new Statement(
                                "c-2",
                                FIRST,
                                EVIL,
                                of(s, "bob").dossier(),
                                of(s, "bob").submission(),
                                "key:bob")));
        way(
                "what was signed is another base",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signed(
                        s,
                        new Statement(
                                "c-2",
                                EVIL,
                                SECOND,
                                of(s, "bob").dossier(),
                                of(s, "bob").submission(),
                                "key:bob")));
        way(
                "what was signed is another dossier",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signed(
                        s,
                        new Statement("c-2", FIRST, SECOND, EVIL, of(s, "bob").submission(), "key:bob")));
        way(
                "what was signed is another submission",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signed(s, new Statement("c-2", FIRST, SECOND, of(s, "bob").dossier(), EVIL, "key:bob")));
        way(
                "what was signed is another change",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signed(
                        s,
                        new Statement(
                                "c-1",
                                FIRST,
                                SECOND,
                                of(s, "bob").dossier(),
                                of(s, "bob").submission(),
                                "key:bob")));
        way(
                "what was signed is in another's name",
                Refusal.BAD_SIGNATURE,
                withSubmittedChange("policy"),
                s -> signed(
                        s,
                        new Statement(
                                "c-2",
                                FIRST,
                                SECOND,
                                of(s, "bob").dossier(),
                                of(s, "bob").submission(),
                                "key:carl")));
        way(
                "another candidate is approved",
                Refusal.OTHER_CANDIDATE,
                withSubmittedChange("policy"),
                s -> sign(
                        s,
                        new Statement(
                                "c-2",
                                FIRST,
                                EVIL,
                                of(s, "bob").dossier(),
                                of(s, "bob").submission(),
                                "key:bob"),
                        "bob"));
        way(
                "another dossier is approved",
                Refusal.OTHER_DOSSIER,
                withSubmittedChange("policy"),
                s -> sign(
                        s,
                        new Statement("c-2", FIRST, SECOND, EVIL, of(s, "bob").submission(), "key:bob"),
                        "bob"));
        way(
                "another base is approved",
                Refusal.STALE_BASE,
                withSubmittedChange("policy"),
                s -> sign(
                        s,
                        new Statement(
                                "c-2",
                                EVIL,
                                SECOND,
                                of(s, "bob").dossier(),
                                of(s, "bob").submission(),
                                "key:bob"),
                        "bob"));
        way(
                "the approval of an earlier submission is sent again",
                Refusal.OTHER_SUBMISSION,
                withSubmittedChange("policy"),
                s -> {
                    Step.Approved old = approval(of(s, "bob"), "bob");
                    s.take("c-2", new Step.Rejected("key:bob", "no"))
                            .checked("c-2", "ada", SECOND, "policy")
                            .submitted("c-2", "ada");
                    s.take("c-2", old);
                });
        way(
                "the approval of another change is sent again",
                Refusal.OTHER_CANDIDATE,
                withSubmittedChange("policy"),
                s -> {
                    Steps other = withSubmittedChange("policy");
                    other.proposed("c-3", "ada", EVIL)
                            .checked("c-3", "ada", EVIL, "policy")
                            .submitted("c-3", "ada");
                    s.take("c-2", approval(other.statement("c-3", "bob"), "bob"));
                });
        way(
                "the approval of the same submission in another journal is sent here",
                Refusal.OTHER_SUBMISSION,
                withSubmittedChange("policy"),
                s -> {
                    Steps other = withFirstPolicy()
                            .proposed("c-9", "ada", EVIL)
                            .proposed("c-2", "ada", SECOND)
                            .checked("c-2", "ada", SECOND, "policy")
                            .submitted("c-2", "ada");
                    s.take("c-2", approval(other.statement("c-2", "bob"), "bob"));
                });
        way(
                "one approver approves twice for two roles",
                Refusal.APPROVED_ALREADY,
                withSubmittedChange("policy", "compliance"),
                s -> s.approved("c-2", "bob").approved("c-2", "bob"));
        way(
                "somebody approves a draft",
                Refusal.WRONG_STATE,
                withFirstPolicy().proposed("c-2", "ada", SECOND),
                s -> sign(s, of(s, "bob"), "bob"));
        way(
                "somebody approves before it is submitted",
                Refusal.WRONG_STATE,
                withFirstPolicy().proposed("c-2", "ada", SECOND).checked("c-2", "ada", SECOND, "policy"),
                s -> sign(s, of(s, "bob"), "bob"));
        way(
                "somebody approves what was rejected",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy").take("c-2", new Step.Rejected("key:bob", "no")),
                s -> sign(s, of(s, "bob"), "bob"));
        way(
                "somebody approves what was withdrawn",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy").take("c-2", new Step.Withdrawn("key:ada", "no")),
                s -> sign(s, of(s, "bob"), "bob"));
        way(
                "a rejection by somebody who may not approve",
                Refusal.NO_APPROVER,
                withSubmittedChange("policy"),
                s -> s.take("c-2", new Step.Rejected("key:eve", "no")));
    }

    private static void signature(Steps steps, String signature) {
        Statement said = of(steps, "bob");
        steps.take(
                "c-2",
                new Step.Approved(
                        said.by(),
                        said.candidate(),
                        said.base(),
                        said.dossier(),
                        said.submission(),
                        Steps.key("bob").publicKey(),
                        signature));
    }

    /** Bob's signature over something else than what is sent. */
    private static void signed(Steps steps, Statement other) {
        signature(steps, Steps.key("bob").sign(other.text()));
    }

    private static void promoting() {
        way("nobody approved", Refusal.APPROVALS_MISSING, withSubmittedChange("policy"), s -> s.promoted("c-2"));
        way(
                "one of two roles is missing",
                Refusal.APPROVALS_MISSING,
                withSubmittedChange("policy", "compliance").approved("c-2", "bob"),
                s -> s.promoted("c-2"));
        way(
                "somebody with another role approved",
                Refusal.APPROVALS_MISSING,
                withSubmittedChange("policy").approved("c-2", "carl"),
                s -> s.promoted("c-2"));
        way(
                "a draft is promoted",
                Refusal.WRONG_STATE,
                withFirstPolicy().proposed("c-2", "ada", SECOND),
                s -> s.promoted("c-2"));
        way(
                "what needs nobody's role is promoted unseen",
                Refusal.APPROVALS_MISSING,
                withSubmittedChange(ApprovalRules.ANYBODY),
                s -> s.promoted("c-2"));
        way(
                "another bundle is promoted than the approved one",
                Refusal.OTHER_CANDIDATE,
                withSubmittedChange("policy").approved("c-2", "bob"),
                s -> s.take("c-2", new Step.Promoted("key:ops", EVIL, FIRST)));
        way(
                "it is promoted over another base",
                Refusal.STALE_BASE,
                withSubmittedChange("policy").approved("c-2", "bob"),
                s -> s.take("c-2", new Step.Promoted("key:ops", SECOND, EVIL)));
        way(
                "another change was promoted meanwhile",
                Refusal.STALE_BASE,
                withSubmittedChange("policy")
                        .approved("c-2", "bob")
                        .proposed("c-3", "ada", EVIL)
                        .checked("c-3", "ada", EVIL, "policy")
                        .submitted("c-3", "ada")
                        .approved("c-3", "bob")
                        .promoted("c-3"),
                s -> s.promoted("c-2"));
        way(
                "it is promoted twice",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy").approved("c-2", "bob").promoted("c-2"),
                s -> s.promoted("c-2"));
        way(
                "what was rolled back is promoted again",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy")
                        .approved("c-2", "bob")
                        .promoted("c-2")
                        .take("c-2", new Step.RolledBack("key:ops", SECOND, FIRST, "bad")),
                s -> s.promoted("c-2"));
        way(
                "a rejection after the approval is passed over",
                Refusal.APPROVALS_MISSING,
                withSubmittedChange("policy").approved("c-2", "bob").take("c-2", new Step.Rejected("key:carl", "no")),
                s -> s.promoted("c-2"));
        way(
                "a change that does not exist is promoted",
                Refusal.UNKNOWN_CHANGE,
                withFirstPolicy(),
                s -> s.take("c-8", new Step.Promoted("key:ops", EVIL, FIRST)));
        way(
                "a rollback leads to what was never approved",
                Refusal.OTHER_CANDIDATE,
                withSubmittedChange("policy").approved("c-2", "bob").promoted("c-2"),
                s -> s.take("c-2", new Step.RolledBack("key:ops", SECOND, EVIL, "bad")));
        way(
                "a rollback leads before the first policy",
                Refusal.NOTHING_BEFORE,
                withFirstPolicy(),
                s -> s.take("c-1", new Step.RolledBack("key:ops", FIRST, EVIL, "bad")));
        way(
                "a rollback of what does not decide",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy").approved("c-2", "bob").promoted("c-2"),
                s -> s.take("c-1", new Step.RolledBack("key:ops", SECOND, FIRST, "bad")));
        way(
                "a rollback without a reason",
                Refusal.NO_REASON,
                withSubmittedChange("policy").approved("c-2", "bob").promoted("c-2"),
                s -> s.take("c-2", new Step.RolledBack("key:ops", SECOND, FIRST, "")));
    }

    private static void editing() {
        way(
                "an edit after approval",
                Refusal.APPROVALS_MISSING,
                withSubmittedChange("policy").approved("c-2", "bob").checked("c-2", "ada", EVIL, "policy"),
                s -> s.promoted("c-2"));
        way(
                "a new check of the same content after approval, with other needs",
                Refusal.APPROVALS_MISSING,
                withSubmittedChange("policy", "compliance")
                        .approved("c-2", "bob")
                        .checked("c-2", "ada", SECOND, "policy"),
                s -> s.promoted("c-2"));
        way(
                "an edit between submission and approval",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy").checked("c-2", "ada", EVIL, "policy"),
                s -> sign(s, of(s, "bob"), "bob"));
        way(
                "what is submitted is not what was checked",
                Refusal.OTHER_CANDIDATE,
                withFirstPolicy().proposed("c-2", "ada", SECOND).checked("c-2", "ada", SECOND, "policy"),
                s -> s.take("c-2", new Step.Submitted("key:ada", EVIL, FIRST, Steps.seen(s.change("c-2")))));
        way(
                "it is submitted with another dossier",
                Refusal.OTHER_DOSSIER,
                withFirstPolicy().proposed("c-2", "ada", SECOND).checked("c-2", "ada", SECOND, "policy"),
                s -> s.take("c-2", new Step.Submitted("key:ada", SECOND, FIRST, EVIL)));
        way(
                "it is submitted though its check failed",
                Refusal.CHECK_FAILED,
                withFirstPolicy()
                        .proposed("c-2", "ada", SECOND)
                        .take("c-2", new Step.Checked("key:ada", SECOND, FIRST, dossier(1, "policy"))),
                s -> s.submitted("c-2", "ada"));
        way(
                "it is compared with a policy that was never approved",
                Refusal.STALE_BASE,
                withFirstPolicy().proposed("c-2", "ada", SECOND),
                s -> s.take("c-2", new Step.Checked("key:ada", SECOND, EVIL, dossier(0, "policy"))));
        way(
                "it is declared the first policy, so that it names its own approvers",
                Refusal.STALE_BASE,
                withFirstPolicy().proposed("c-2", "ada", SECOND),
                s -> s.take("c-2", new Step.Checked("key:ada", SECOND, Step.NO_BASE, dossier(0, "policy"))));
        way(
                "what decides already is edited",
                Refusal.WRONG_STATE,
                withFirstPolicy(),
                s -> s.checked("c-1", "ada", EVIL, "policy"));
        way(
                "what was withdrawn comes back",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy").take("c-2", new Step.Withdrawn("key:ada", "no")),
                s -> s.checked("c-2", "ada", EVIL));
        way("a change takes the id of another", Refusal.EXISTS, withFirstPolicy(), s -> s.proposed("c-1", "ada", EVIL));
        way(
                "somebody proposes in another's name, to approve it later",
                Refusal.FOREIGN_IDENTITY,
                withFirstPolicy(),
                s -> s.take("c-2", new Step.Proposed("key:eve", SECOND, "because", null), "key:bob/KEY1", AT));
        way(
                "nobody gives a reason",
                Refusal.NO_REASON,
                withFirstPolicy(),
                s -> s.take("c-2", new Step.Proposed("key:ada", SECOND, "  ", null)));
        way(
                "no policy says who may approve",
                Refusal.NO_APPROVERS,
                new Steps()
                        .proposed("c-1", "ada", FIRST)
                        .take(
                                "c-1",
                                new Step.Checked(
                                        "key:ada",
                                        FIRST,
                                        Step.NO_BASE,
                                        new Dossier(
                                                List.of(),
                                                0,
                                                dossier(0).check(),
                                                dossier(0).replay(),
                                                List.of(),
                                                List.of(),
                                                EVIL,
                                                null,
                                                null,
                                                null))),
                s -> s.submitted("c-1", "ada"));
    }

    private static void chaining() {
        way(
                "a step is deleted",
                Refusal.OUT_OF_ORDER,
                withSubmittedChange("policy"),
                s -> s.raw(moved(of(s), s.log().number() + 2, s.log().last())));
        way(
                "a step is there twice",
                Refusal.OUT_OF_ORDER,
                withSubmittedChange("policy"),
                s -> s.raw(moved(of(s), s.log().number(), s.log().last())));
        way(
                "a step names another one before it",
                Refusal.NOT_THE_NEXT,
                withSubmittedChange("policy"),
                s -> s.raw(moved(of(s), s.log().number() + 1, Digest.over(new byte[0]))));
        way(
                "a node with another opinion goes on from an earlier step",
                Refusal.NOT_THE_NEXT,
                withSubmittedChange("policy"),
                s -> s.raw(moved(of(s), s.log().number() + 1, s.last().after())));
        way(
                "a rejection is cut out and the approval moved up",
                Refusal.NOT_THE_NEXT,
                withSubmittedChange("policy"),
                s -> {
                    Steps whole = withSubmittedChange("policy").take("c-2", new Step.Rejected("key:carl", "no"));
                    s.raw(moved(of(s), s.log().number() + 1, whole.log().last()));
                });
        way(
                "the clock is set back, and an approval comes before the edit",
                Refusal.OTHER_CANDIDATE,
                withSubmittedChange("policy"),
                s -> {
                    Step.Approved old = approval(of(s, "bob"), "bob");
                    s.checked("c-2", "ada", EVIL, "policy").submitted("c-2", "ada");
                    s.take("c-2", old, "key:bob/KEY1", AT.minus(Duration.ofDays(1)));
                });
    }

    private static Taken of(Steps steps) {
        Step.Approved step = approval(of(steps, "bob"), "bob");
        return new Taken(
                0,
                steps.log().last(),
                Digest.over(new byte[1]),
                "c-2",
                AT,
                "key:bob/KEY1",
                Digest.over(new byte[2]),
                step);
    }

    private static Taken moved(Taken step, long number, Digest after) {
        return new Taken(
                number, after, step.record(), step.changeId(), step.at(), step.caller(), step.document(), step.step());
    }

    private static void emergencies() {
        way(
                "an emergency without a reason",
                Refusal.NO_REASON,
                withFirstPolicy().proposed("c-2", "ops", EVIL),
                s -> s.take("c-2", new Step.Emergency("key:ops", EVIL, "", AT.plus(Duration.ofHours(1)))));
        way(
                "an emergency that never ends",
                Refusal.TOO_LONG,
                withFirstPolicy().proposed("c-2", "ops", EVIL),
                s -> s.take("c-2", new Step.Emergency("key:ops", EVIL, "fire", AT.plus(Duration.ofDays(4000)))));
        way(
                "an emergency that ended before it began",
                Refusal.TOO_LONG,
                withFirstPolicy().proposed("c-2", "ops", EVIL),
                s -> s.take("c-2", new Step.Emergency("key:ops", EVIL, "fire", AT)));
        way(
                "an emergency with another bundle than it says",
                Refusal.OTHER_CANDIDATE,
                withFirstPolicy().proposed("c-2", "ops", EVIL),
                s -> s.take("c-2", new Step.Emergency("key:ops", SECOND, "fire", AT.plus(Duration.ofHours(1)))));
        way(
                "an emergency is taken for a policy to compare with",
                Refusal.STALE_BASE,
                withFirstPolicy()
                        .proposed("c-2", "ops", EVIL)
                        .take("c-2", new Step.Emergency("key:ops", EVIL, "fire", AT.plus(Duration.ofHours(1))))
                        .proposed("c-3", "ada", SECOND),
                s -> s.take("c-3", new Step.Checked("key:ada", SECOND, EVIL, dossier(0, "policy"))));
        way(
                "an emergency is promoted without approval",
                Refusal.WRONG_STATE,
                withFirstPolicy()
                        .proposed("c-2", "ops", EVIL)
                        .take("c-2", new Step.Emergency("key:ops", EVIL, "fire", AT.plus(Duration.ofHours(1)))),
                s -> s.promoted("c-2"));
    }

    private static Dossier.Shadow figures(Instant from, long decisions, long changed) {
        return new Dossier.Shadow(
                from,
                AT.plusSeconds(60),
                0,
                decisions,
                changed,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(new Figures.Place("s", 20)));
    }

    private static Steps inShadow() {
        return withFirstPolicy()
                .proposed("c-2", "ada", SECOND)
                .take("c-2", new Step.ShadowBegun("key:ada", SECOND, AT));
    }

    private static Steps afterShadow() {
        return inShadow().take("c-2", new Step.ShadowEnded("key:ada", SECOND, figures(AT, 10, 4)));
    }

    private static Dossier dossierWith(Dossier.@Nullable Shadow figures) {
        Dossier like = dossier(0, "policy");
        return new Dossier(
                like.changes(),
                0,
                like.check(),
                like.replay(),
                like.needs(),
                like.people(),
                like.approvals(),
                figures,
                null,
                null);
    }

    private static void shadows() {
        way(
                "another candidate goes into shadow than was proposed",
                Refusal.OTHER_CANDIDATE,
                withFirstPolicy().proposed("c-2", "ada", SECOND),
                s -> s.take("c-2", new Step.ShadowBegun("key:ada", EVIL, AT)));
        way(
                "a shadow begins in the future",
                Refusal.TOO_LONG,
                withFirstPolicy().proposed("c-2", "ada", SECOND),
                s -> s.take("c-2", new Step.ShadowBegun("key:ada", SECOND, AT.plus(Duration.ofDays(1)))));
        way(
                "a second candidate goes into shadow",
                Refusal.WRONG_STATE,
                inShadow().proposed("c-3", "ada", EVIL),
                s -> s.take("c-3", new Step.ShadowBegun("key:ada", EVIL, AT)));
        way(
                "figures come from a shadow that never was",
                Refusal.WRONG_STATE,
                withFirstPolicy().proposed("c-2", "ada", SECOND),
                s -> s.take("c-2", new Step.ShadowEnded("key:ada", SECOND, figures(AT, 10, 4))));
        way(
                "figures are recorded twice",
                Refusal.WRONG_STATE,
                afterShadow(),
                s -> s.take("c-2", new Step.ShadowEnded("key:ada", SECOND, figures(AT, 10, 0))));
        way(
                "figures are those of another candidate",
                Refusal.OTHER_CANDIDATE,
                inShadow(),
                s -> s.take("c-2", new Step.ShadowEnded("key:ada", EVIL, figures(AT, 10, 0))));
        way(
                "figures leave out the beginning",
                Refusal.OTHER_FIGURES,
                inShadow(),
                s -> s.take("c-2", new Step.ShadowEnded("key:ada", SECOND, figures(AT.plusSeconds(9), 10, 4))));
        way(
                "figures have more changes than decisions",
                Refusal.OTHER_FIGURES,
                inShadow(),
                s -> s.take("c-2", new Step.ShadowEnded("key:ada", SECOND, figures(AT, 3, 4))));
        way(
                "approvers are shown other figures than were recorded",
                Refusal.OTHER_FIGURES,
                afterShadow(),
                s -> s.take("c-2", new Step.Checked("key:ada", SECOND, FIRST, dossierWith(figures(AT, 10, 0)))));
        way(
                "approvers are not shown the figures that were recorded",
                Refusal.OTHER_FIGURES,
                afterShadow(),
                s -> s.take("c-2", new Step.Checked("key:ada", SECOND, FIRST, dossierWith(null))));
        way(
                "another candidate takes over the figures of the one before",
                Refusal.OTHER_FIGURES,
                afterShadow(),
                s -> s.take("c-2", new Step.Checked("key:ada", EVIL, FIRST, dossierWith(figures(AT, 10, 4)))));
    }

    private static final Selector SOME = new Selector(List.of("DC-1"), List.of(), List.of(), List.of(), 100);
    private static final Limits LIMITS = new Limits(50, null, null, null, null, null, 50);

    private static Steps approved() {
        return withSubmittedChange("policy").approved("c-2", "bob");
    }

    private static Step.CanaryBegun begun(String candidate, Selector selector, Limits limits) {
        return new Step.CanaryBegun("key:ops", candidate, FIRST, selector, limits);
    }

    private static Steps inCanary() {
        return approved().take("c-2", begun(SECOND, SOME, LIMITS));
    }

    /** Of 400 orders, of which the base holds 100. */
    private static Figures figures(long newlyHeld, long newlyReleased) {
        Counts.Paired holds = new Counts.Paired(100 - newlyReleased, newlyHeld, newlyReleased, 300 - newlyHeld);
        Counts counts = new Counts(
                400,
                0,
                100,
                holds,
                new Counts.Paired(0, 0, 0, 400),
                new Counts.Share(0, 0),
                new Counts.Share(0, 400),
                new Counts.Share(0, 400));
        Guard guard = new Guard(LIMITS);
        return new Figures(List.of(), counts, guard.verdict(counts), guard.line(counts));
    }

    private static Step.CanaryEnded ended(String by, Figures figures) {
        return new Step.CanaryEnded(by, SECOND, figures);
    }

    private static Figures saying(Figures figures, Verdict verdict) {
        return new Figures(figures.places(), figures.counts(), verdict, figures.line());
    }

    private static void canaries() {
        way(
                "a candidate goes into canary that nobody approved",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy"),
                s -> s.take("c-2", begun(SECOND, SOME, LIMITS)));
        way(
                "a candidate goes into canary with half of its approvals",
                Refusal.WRONG_STATE,
                withSubmittedChange("policy", "compliance").approved("c-2", "bob"),
                s -> s.take("c-2", begun(SECOND, SOME, LIMITS)));
        way(
                "another candidate goes into canary than was approved",
                Refusal.OTHER_CANDIDATE,
                approved(),
                s -> s.take("c-2", begun(EVIL, SOME, LIMITS)));
        way(
                "a candidate goes into canary beside a policy that it was never compared with",
                Refusal.STALE_BASE,
                approved(),
                s -> s.take("c-2", new Step.CanaryBegun("key:ops", SECOND, EVIL, SOME, LIMITS)));
        way(
                "the first policy goes into canary, with nothing to fall back on",
                Refusal.NOTHING_BEFORE,
                new Steps()
                        .proposed("c-1", "ada", FIRST)
                        .checked("c-1", "ada", FIRST, "policy")
                        .submitted("c-1", "ada")
                        .approved("c-1", "bob"),
                s -> s.take("c-1", begun(FIRST, SOME, LIMITS)));
        way(
                "a canary is for every order, which would be a promotion",
                Refusal.OTHER_SELECTOR,
                approved(),
                s -> s.take(
                        "c-2", begun(SECOND, new Selector(List.of(), List.of(), List.of(), List.of(), null), LIMITS)));
        way(
                "a canary is for more than all customers",
                Refusal.OTHER_SELECTOR,
                approved(),
                s -> s.take(
                        "c-2", begun(SECOND, new Selector(List.of(), List.of(), List.of(), List.of(), 1001), LIMITS)));
        way(
                "a canary begins without a limit",
                Refusal.NO_LIMITS,
                approved(),
                s -> s.take("c-2", begun(SECOND, SOME, new Limits(null, null, null, null, null, null, 50))));
        way(
                "a canary begins with a guard that never sleeps well",
                Refusal.NO_LIMITS,
                approved(),
                s -> s.take("c-2", begun(SECOND, SOME, new Limits(50, null, null, null, null, null, 0))));
        way(
                "a canary begins twice, to forget what was counted",
                Refusal.WRONG_STATE,
                inCanary(),
                s -> s.take("c-2", begun(SECOND, SOME, LIMITS)));
        way(
                "a share is lowered, so that customers go back",
                Refusal.OTHER_SELECTOR,
                inCanary(),
                s -> s.take("c-2", new Step.CanaryRaised("key:ops", 50)));
        way(
                "a share is raised in a canary of somebody else's",
                Refusal.WRONG_STATE,
                inCanary(),
                s -> s.take("c-1", new Step.CanaryRaised("key:ops", 200)));
        way("a change is promoted from its canary", Refusal.NOT_HEALTHY, inCanary(), s -> s.promoted("c-2"));
        way(
                "a change is promoted of whose canary not enough is known",
                Refusal.NOT_HEALTHY,
                inCanary().take("c-2", ended("key:ops", figures(0, 0))),
                s -> s.promoted("c-2"));
        way(
                "a change is promoted after a regression",
                Refusal.APPROVALS_MISSING,
                inCanary().take("c-2", ended(Step.GUARD, figures(90, 0))),
                s -> s.promoted("c-2"));
        way(
                "a regression is called healthy",
                Refusal.OTHER_FIGURES,
                inCanary(),
                s -> s.take("c-2", ended("key:ops", saying(figures(90, 0), Verdict.HEALTHY))));
        way(
                "not enough is called healthy",
                Refusal.OTHER_FIGURES,
                inCanary(),
                s -> s.take("c-2", ended("key:ops", saying(figures(0, 0), Verdict.HEALTHY))));
        way(
                "a healthy candidate is called a regression, to be rid of it",
                Refusal.OTHER_FIGURES,
                inCanary(),
                s -> s.take("c-2", ended(Step.GUARD, saying(figures(0, 90), Verdict.REGRESSION))));
        way(
                "the guard's line says something else than its figures",
                Refusal.OTHER_FIGURES,
                inCanary(),
                s -> s.take(
                        "c-2",
                        ended(
                                "key:ops",
                                new Figures(
                                        List.of(),
                                        figures(90, 0).counts(),
                                        Verdict.REGRESSION,
                                        "REGRESSION after lunch"))));
        way(
                "figures have more holds than orders",
                Refusal.OTHER_FIGURES,
                inCanary(),
                s -> s.take("c-2", ended("key:ops", figures(-1, 0))));
        way(
                "somebody calls themselves the guard",
                Refusal.FOREIGN_IDENTITY,
                inCanary(),
                s -> s.take("c-2", ended(Step.GUARD, figures(90, 0)), "key:eve/KEY1", AT));
        way(
                "the guard ends a canary that it has nothing against",
                Refusal.FOREIGN_IDENTITY,
                inCanary(),
                s -> s.take("c-2", ended(Step.GUARD, figures(0, 0)), Step.GUARD, AT));
        way(
                "the guard approves",
                Refusal.FOREIGN_IDENTITY,
                withSubmittedChange("policy"),
                s -> s.take("c-2", new Step.Rejected(Step.GUARD, "no"), Step.GUARD, AT));
        way(
                "figures are of a canary that is over",
                Refusal.WRONG_STATE,
                inCanary().take("c-2", ended("key:ops", figures(0, 0))),
                s -> s.take("c-2", ended("key:ops", figures(0, 90))));
        way(
                "approvers are not shown what a canary came to",
                Refusal.OTHER_FIGURES,
                inCanary().take("c-2", ended(Step.GUARD, figures(90, 0))),
                s -> s.checked("c-2", "ada", SECOND, "policy"));
        way(
                "approvers are shown that a canary came to less",
                Refusal.OTHER_FIGURES,
                inCanary().take("c-2", ended(Step.GUARD, figures(90, 0))),
                s -> s.take("c-2", checkedWith(new Dossier.Tried(number(s), SOME, LIMITS, figures(0, 0)))));
        way(
                "a check makes a canary vanish that goes badly",
                Refusal.OTHER_FIGURES,
                inCanary(),
                s -> s.checked("c-2", "ada", SECOND, "policy"));
        way(
                "approvers are shown other limits than those stated before",
                Refusal.OTHER_FIGURES,
                inCanary().take("c-2", ended("key:ops", figures(0, 0))),
                s -> s.take(
                        "c-2",
                        checkedWith(new Dossier.Tried(
                                number(s), SOME, new Limits(9_000, null, null, null, null, null, 50), figures(0, 0)))));
        way(
                "a canary is begun with what was withdrawn",
                Refusal.WRONG_STATE,
                approved().take("c-2", new Step.Withdrawn("key:ada", "no")),
                s -> s.take("c-2", begun(SECOND, SOME, LIMITS)));
    }

    private static long number(Steps steps) {
        return Objects.requireNonNull(change(steps).canary()).number();
    }

    private static Step.Checked checkedWith(Dossier.Tried... tried) {
        Dossier like = dossier(0, "policy");
        return new Step.Checked(
                "key:ada",
                SECOND,
                FIRST,
                new Dossier(
                        like.changes(),
                        0,
                        like.check(),
                        like.replay(),
                        like.needs(),
                        like.people(),
                        like.approvals(),
                        null,
                        null,
                        List.of(tried)));
    }

    @Test
    void approvers_see_every_canary_of_the_same_candidate_and_none_of_another() {
        Steps over = inCanary().take("c-2", ended(Step.GUARD, figures(90, 0)));
        Dossier.Tried tried = new Dossier.Tried(number(over), SOME, LIMITS, figures(90, 0));
        Steps checked = over.take("c-2", checkedWith(tried));
        Steps again = checked.submitted("c-2", "ada").approved("c-2", "bob").take("c-2", begun(SECOND, SOME, LIMITS));
        Dossier.Tried cut = new Dossier.Tried(number(again), SOME, LIMITS, null);

        assertThat(change(again.take("c-2", checkedWith(tried, cut))).tried()).containsExactly(tried, cut);
        assertThat(change(again.checked("c-2", "ada", EVIL, "policy")).tried()).isEmpty();
        assertThat(again.results()).allMatch(PolicyLog.Result.Counts.class::isInstance);
    }

    @Test
    void a_healthy_canary_is_promoted_and_a_regression_rejected_with_its_line() {
        Steps healthy = inCanary().take("c-2", ended("key:ops", figures(0, 90))).promoted("c-2");
        Steps regression = inCanary().take("c-2", ended(Step.GUARD, figures(90, 0)));

        assertThat(healthy.results()).allMatch(PolicyLog.Result.Counts.class::isInstance);
        assertThat(healthy.log().base()).isEqualTo(SECOND);
        assertThat(regression.results()).allMatch(PolicyLog.Result.Counts.class::isInstance);
        assertThat(regression.change("c-2"))
                .returns(Change.State.REJECTED, Change::state)
                .returns(figures(90, 0).line(), Change::remark);
        assertThat(regression.log().inCanary()).isEmpty();
    }

    private static Change change(Steps steps) {
        return Objects.requireNonNull(steps.log().changes().get("c-2"));
    }

    @Test
    void a_canary_ends_with_what_made_it_and_pauses_in_an_emergency() {
        Step.Emergency fire = new Step.Emergency("key:ops", EVIL, "fire", AT.plusSeconds(3600));
        Steps burning = inCanary().proposed("c-9", "ops", EVIL).take("c-9", fire);

        assertThat(inCanary().log().inCanary()).isPresent();
        assertThat(burning.log().inCanaryAt(AT.plusSeconds(60))).isEmpty();
        assertThat(burning.log().inCanaryAt(AT.plusSeconds(3600))).isPresent();
        assertThat(inCanary()
                        .take("c-2", new Step.Rejected("key:carl", "stop"))
                        .log()
                        .inCanary())
                .isEmpty();
        Steps checked = inCanary();
        checked.take("c-2", checkedWith(new Dossier.Tried(number(checked), SOME, LIMITS, null)));
        assertThat(checked.results()).allMatch(PolicyLog.Result.Counts.class::isInstance);
        assertThat(checked.log().inCanary()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void a_hostile_step_does_not_count(Way way) {
        List<PolicyLog.Result> results = way.steps().results();
        assertThat(results.subList(0, results.size() - 1)).allMatch(PolicyLog.Result.Counts.class::isInstance);
        assertThat(results.getLast())
                .isInstanceOfSatisfying(PolicyLog.Result.Refused.class, refused -> assertThat(refused.why())
                        .as(refused.because())
                        .isEqualTo(way.expected()));
    }

    @Test
    void there_are_a_hundred_ways_and_more() {
        assertThat(ways().map(Way::name).distinct())
                .hasSizeGreaterThanOrEqualTo(100)
                .hasSameSizeAs(WAYS);
    }

    @Test
    void honest_steps_count() {
        Steps steps = withSubmittedChange("policy", "compliance")
                .approved("c-2", "bob")
                .approved("c-2", "carl")
                .promoted("c-2");

        assertThat(steps.results()).allMatch(PolicyLog.Result.Counts.class::isInstance);
        assertThat(steps.log().approved())
                .extracting(PolicyLog.Approved::digest)
                .containsExactly(FIRST, SECOND);
        assertThat(steps.log().base()).isEqualTo(SECOND);
        assertThat(digest("second policy")).isEqualTo(SECOND);
    }
}
