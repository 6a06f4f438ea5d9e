package dev.docket.mapping.expression;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** How a value comes about: the closed set of operations of a mapping file. Their meaning is in {@link Evaluation}. */
public sealed interface Expression {
    /** The operands it is worked out from; those of a choice all count. */
    default List<Expression> operands() {
        return switch (this) {
            case Read read -> List.of();
            case Field field -> List.of();
            case Position position -> List.of();
            case Constant constant -> List.of();
            case Absent absent -> List.of();
            case First first -> first.choices();
            case Concat concat -> concat.parts();
            case Joined joined -> List.of();
            case Identifier id -> List.of(id.text());
            case Left left -> List.of(left.text());
            case Product product -> product.factors();
            case Minus minus -> List.of(minus.from(), minus.less());
            case Sum sum -> List.of(sum.term());
            case Absolute absolute -> List.of(absolute.number());
            case Round round -> List.of(round.number());
            case Greatest greatest -> greatest.numbers();
            case PlusDays plus -> List.of(plus.date(), plus.days());
            case PlusHours plus -> List.of(plus.instant(), plus.hours());
            case Lookup lookup -> List.of(lookup.key());
            case Country country -> List.of(country.name());
            case Pick pick -> List.of(pick.key());
            case When when -> when.operands();
            case Quotient quotient -> List.of(quotient.dividend(), quotient.divisor());
            case MinorUnits minor ->
                minor.currency() == null ? List.of(minor.number()) : List.of(minor.number(), minor.currency());
            case Numeral numeral -> List.of(numeral.text());
            case Unpadded unpadded -> List.of(unpadded.text());
            case Day day -> List.of(day.text(), day.form());
            case Moment moment -> List.of(moment.text(), moment.form());
        };
    }

    /**
     * What stands at a place of the data: {@code {column: qty}} is the cell of the current row, {@code {at: PO1/2}} the
     * element of the current line; outside of lines, that of the order as a whole.
     */
    record Read(Source source) implements Expression {}

    /** {@code {field: order.netAmount}}: what an earlier path of the mapping came to. */
    record Field(String path) implements Expression {}

    /** {@code {position: row}}: the place of the current row in its order, from 1. */
    record Position() implements Expression {}

    /** A plain value, or {@code {constant: 30}}. */
    record Constant(Object value) implements Expression {}

    /** {@code absent}. */
    record Absent() implements Expression {}

    /** {@code {first: [...]}}: the first that is present. */
    record First(List<Expression> choices) implements Expression {}

    /** {@code {concat: [...]}}: text; absent when a part is. */
    record Concat(List<Expression> parts) implements Expression {}

    /** {@code {join: /exceptions/code, with: ", "}}: every text that stands there, each once; absent when none does. */
    record Joined(Source source, String separator) implements Expression {}

    /** {@code {id: ...}}: text made fit for an identifier. */
    record Identifier(Expression text) implements Expression {}

    /** {@code {left: ..., length: 1}}: the first characters of a text. */
    record Left(Expression text, int length) implements Expression {}

    /** {@code {product: [...]}}. */
    record Product(List<Expression> factors) implements Expression {}

    /** {@code {minus: [a, b]}}. */
    record Minus(Expression from, Expression less) implements Expression {}

    /** {@code {sum: ...}}: over all rows of the order. */
    record Sum(Expression term) implements Expression {}

    /** {@code {absolute: ...}}. */
    record Absolute(Expression number) implements Expression {}

    /** {@code {round: ..., decimals: 2}}: half up. */
    record Round(Expression number, int decimals) implements Expression {}

    /** {@code {greatest: [...]}}. */
    record Greatest(List<Expression> numbers) implements Expression {}

    /** {@code {plusDays: [date, days]}}: date or instant plus whole days, negative ones too. */
    record PlusDays(Expression date, Expression days) implements Expression {}

    /** {@code {plusHours: [instant, hours]}}. */
    record PlusHours(Expression instant, Expression hours) implements Expression {}

    /** {@code {lookup: ..., in: table, otherwise: ...}}; without {@code otherwise} a missing entry is an error. */
    record Lookup(
            Expression key,
            Map<String, Expression> table,
            String name,
            @Nullable Expression otherwise) implements Expression {}

    /** {@code {country: ...}}: the ISO 3166 code of an English or Spanish country name, as the JDK knows it. */
    record Country(Expression name, Map<String, String> exceptions) implements Expression {}

    /** {@code {pick: [[weight, value], ...], by: ..., salt: ...}}: by hash, the same for the same key and salt. */
    record Pick(List<Weighted> choices, Expression key, String salt) implements Expression {}

    record Weighted(BigDecimal weight, Expression value) {}

    /** {@code {when: [conditions], then: ..., otherwise: ...}}: by whether all conditions hold. */
    record When(List<Condition> all, Expression then, Expression otherwise) implements Expression {
        @Override
        public List<Expression> operands() {
            return Stream.concat(all.stream().map(Condition::value), Stream.of(then, otherwise))
                    .toList();
        }
    }

    /** {@code {quotient: [a, b], decimals: 4}}: half up. */
    record Quotient(Expression dividend, Expression divisor, int decimals) implements Expression {}

    /**
     * {@code {minorUnits: ..., decimals: 2}}, or {@code of: currency} for as many decimals as the currency has.
     *
     * @param currency the currency that says how many decimals; absent where the mapping says it
     */
    record MinorUnits(
            Expression number, int decimals, @Nullable Expression currency) implements Expression {}

    /** {@code {number: ...}}: a number as the data writes it, with its decimal mark, and perhaps the minus at its end. */
    record Numeral(Expression text, DecimalMark mark) implements Expression {}

    /** {@code {unpadded: ...}}: without the zeros in front. */
    record Unpadded(Expression text) implements Expression {}

    /** {@code {date: ..., as: ccyymmdd}}. */
    record Day(Expression text, Expression form) implements Expression {}

    /** {@code {instant: ..., as: iso, zone: Europe/Berlin}}; the zone is that of a text without an offset. */
    record Moment(Expression text, Expression form, ZoneId zone) implements Expression {}
}
