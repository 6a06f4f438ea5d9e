package dev.docket.training.mapping.expression;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How a value comes about: the closed set of operations of a mapping file. Their meaning is in {@link Evaluation}. */
public sealed interface Expression {
    /** The operands it is worked out from; those of a choice all count. */
    default List<Expression> operands() {
        return switch (this) {
            case Column column -> List.of();
            case Field field -> List.of();
            case Position position -> List.of();
            case Constant constant -> List.of();
            case Absent absent -> List.of();
            case First first -> first.choices();
            case Concat concat -> concat.parts();
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
        };
    }

    /** {@code {column: qty}}: the cell of the current row; outside of lines that of the order's first row. */
    record Column(int position) implements Expression {}

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
}
