package dev.docket.console.decision;

import dev.docket.console.shell.Texts;
import dev.docket.console.work.WorkPage;
import dev.docket.html.HtmlTemplate;
import java.util.List;

/**
 * One decision. Its components are what {@code decision.html} shows.
 *
 * @param head what was decided, and for which order
 * @param facts the answer at a glance
 * @param notice what cannot be shown of it, and what to do; empty if nothing
 * @param groups the rules by what became of them
 * @param changes the rules that were close
 * @param lift what holds it where it is, and what would let go; empty where nothing does or it is not known
 * @param request the order as sent, indented
 * @param offered the outcomes that the reader may record
 * @param hands who works on it
 * @param evidence what the browser verifies, as JSON that is safe between tags; empty while there is none
 * @param isSaved whether it stands alone, without a service to ask
 * @param tryPath where other values can be tried; empty if the reader may not
 */
public record DecisionPage(
        Head head,
        List<Fact> facts,
        String notice,
        List<Action> actions,
        List<Fact> approvals,
        List<Problem> problems,
        List<Group> groups,
        List<Group> changes,
        List<Lift> lift,
        Urgency urgency,
        List<Missing> missing,
        Piece missingCount,
        String request,
        List<Outcome> outcomes,
        List<Moment> moments,
        List<Fact> origin,
        List<WorkPage.Option> offered,
        Hands hands,
        String evidence,
        String texts,
        boolean isSaved,
        String tryPath) {
    private static final HtmlTemplate TEMPLATE = HtmlTemplate.beside(DecisionPage.class, "decision.html");

    /** The same for somebody who may record an outcome, unless somebody has. */
    DecisionPage offering(List<WorkPage.Option> more) {
        return with(outcomes.isEmpty() ? more : List.of(), hands, tryPath);
    }

    /** The same with who works on it. */
    DecisionPage inHands(Hands who) {
        return with(offered, who, tryPath);
    }

    private DecisionPage with(List<WorkPage.Option> options, Hands who, String path) {
        return new DecisionPage(
                head,
                facts,
                notice,
                actions,
                approvals,
                problems,
                groups,
                changes,
                lift,
                urgency,
                missing,
                missingCount,
                request,
                outcomes,
                moments,
                origin,
                options,
                who,
                evidence,
                texts,
                isSaved,
                path);
    }

    /** The same for somebody who may try other values. */
    public DecisionPage trying(boolean mayTry) {
        return with(offered, hands, mayTry ? "/console/decisions/" + head.id() + "/try" : "");
    }

    /** What was decided. */
    public record Head(
            String id, String order, String orderPath, String disposition, String dispositionText, String summary) {}

    /**
     * A value with its name.
     *
     * @param title what is said of it on request
     */
    public record Fact(String name, Piece value, String title) {
        static Fact of(String name, Piece value) {
            return new Fact(Texts.of(name), value, "");
        }

        static Fact of(String name, String value) {
            return of(name, Piece.text(value));
        }
    }

    /** Something to do. */
    public record Action(String text, List<List<Piece>> details, boolean isPreferred) {}

    /** An exception of the order. */
    public record Problem(
            String code,
            String name,
            String severity,
            List<Boolean> dots,
            String line,
            String policy,
            String ruleId,
            String rule,
            String waivedBy,
            List<Fact> values,
            List<String> conditions) {}

    /** Rules with the same verdict. */
    public record Group(String name, Piece count, String tone, boolean isOpen, List<Rule> rules) {}

    /**
     * What a rule did.
     *
     * @param policy the policy sentence
     * @param because why it did nothing
     * @param gauges values against the bounds at which it would do something, or would not have
     */
    public record Rule(
            String id,
            String name,
            String policy,
            String line,
            String because,
            List<Fact> values,
            List<Gauge> gauges,
            List<String> effects,
            List<String> missing,
            String source) {}

    /** A value on a scale that ends somewhat behind the larger of value and bound; positions in percent of it. */
    public record Gauge(List<Piece> says, String value, String bound, boolean isOver) {}

    /**
     * What holds a decision where it is.
     *
     * @param more that there are more rules than are named; empty if not
     * @param others what holds it that is no rule
     * @param together one change for each of several rules, and what would be decided then; empty where none was found
     */
    public record Lift(
            List<Piece> lead, List<Ground> grounds, List<Piece> more, List<String> others, List<Tried> together) {}

    /** A rule that holds it, with the changes of one value after which it would not fire. */
    public record Ground(String id, String name, String policy, String line, List<Way> ways) {}

    /**
     * A change of one value.
     *
     * @param now what is there; empty for nothing
     * @param tried what would be decided then; empty where that is not known, or no news
     */
    public record Way(List<Piece> says, List<Piece> now, List<Tried> tried) {}

    /**
     * What would be decided of the order with other values.
     *
     * @param with the values, one sentence each
     * @param isSame whether it is what was decided
     */
    public record Tried(List<List<Piece>> with, String disposition, String dispositionText, boolean isSame) {}

    /** The priority, and what it is made of. */
    public record Urgency(
            String priority, String source, String says, List<Fact> facts, List<Bar> bars, List<String> unknown) {}

    /** A reason with what it is worth: a bar from {@code from} that is {@code width} long, of 100. */
    public record Bar(String says, Piece amount, String from, String width, boolean raises) {}

    /** What was not sent, and what it could change. */
    public record Missing(String name, String path, List<Fact> affects) {}

    /** What people did. */
    public record Outcome(String outcome, String at, String time, String who, String reason) {}

    /** Another decision about the order. */
    public record Moment(
            String id,
            String at,
            String time,
            String checkpoint,
            String disposition,
            String dispositionText,
            String codes,
            boolean isThis) {}

    public String html() {
        return TEMPLATE.render(this, Texts.all());
    }
}
