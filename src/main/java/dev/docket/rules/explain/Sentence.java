package dev.docket.rules.explain;

import dev.docket.decision.rule.ChosenValue;
import dev.docket.rules.Parameters;
import dev.docket.rules.evaluate.Operands;
import dev.docket.rules.language.Average;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Why a condition does not hold, as words that are the same for every order, with places for what differs. */
record Sentence(List<Piece> pieces) {
    Sentence {
        pieces = List.copyOf(pieces);
    }

    /** A part of a sentence. */
    sealed interface Piece {
        void say(StringBuilder sentence, Operands operands);
    }

    /** Composed once, when the rule is compiled. */
    static Sentence of(Condition condition) {
        return new SentenceComposer(condition).sentence();
    }

    /** With the values of an order. */
    String of(Operands operands) {
        StringBuilder sentence = new StringBuilder(120);
        for (int i = 0; i < pieces.size(); i++) {
            pieces.get(i).say(sentence, operands);
        }
        return sentence.toString();
    }

    /** What is the same for every order. */
    record Words(String text) implements Piece {
        @Override
        public void say(StringBuilder sentence, Operands operands) {
            sentence.append(text);
        }
    }

    /**
     * What a field has, behind its name; nothing when it is absent or a fact of its own.
     *
     * @param before what stands between the two
     */
    record FieldValue(Expr.Read read, String before) implements Piece {
        @Override
        public void say(StringBuilder sentence, Operands operands) {
            Object value = operands.value(read);
            if (value != null && isPlain(value)) {
                sentence.append(before).append(Phrases.of(value));
            }
        }

        private static boolean isPlain(Object value) {
            return (!(value instanceof Record) || value instanceof Average)
                    && !(value instanceof List<?> list && !list.isEmpty() && list.getFirst() instanceof Record);
        }
    }

    /** The value of a parameter, its name, and why it is this one where it differs by order. */
    record ParameterValue(Expr.Parameter parameter) implements Piece {
        @Override
        public void say(StringBuilder sentence, Operands operands) {
            Parameters parameters = operands.frame().facts().parameters();
            String name = parameter.name();
            switch (parameter.accessor()) {
                case SHARE, PERCENT ->
                    sentence.append(ofPresent(parameters.value(name))).append(" %");
                case DAYS -> sentence.append(Phrases.of(String.valueOf(parameters.value(name)), "day"));
                case AMOUNT, MULTIPLE, COUNT, HOURS, MINUTES, TEXTS, INPUTS ->
                    sentence.append(ofPresent(operands.value(parameter)));
            }
            ChosenValue choice = parameters.choice(name);
            sentence.append(" (").append(name);
            if (choice != null) {
                sentence.append(", ").append(choice.because());
            }
            sentence.append(')');
        }

        private static String ofPresent(@Nullable Object value) {
            return value == null ? "" : Phrases.of(value);
        }
    }

    /** What a calculation comes to, behind it. */
    record Result(Expr computed) implements Piece {
        @Override
        public void say(StringBuilder sentence, Operands operands) {
            Object result = operands.value(computed);
            if (result != null) {
                sentence.append(" = ").append(Phrases.of(result));
            }
        }
    }

    /** The values of a list, those of a parameter among them. */
    record Listed(List<Expr> list) implements Piece {
        @Override
        public void say(StringBuilder sentence, Operands operands) {
            List<Object> values = new ArrayList<>();
            for (Expr each : list) {
                Object value = operands.value(each);
                if (value instanceof List<?> texts) {
                    values.addAll(texts);
                } else if (value != null) {
                    values.add(value);
                }
            }
            sentence.append(Phrases.list(values));
        }
    }
}
