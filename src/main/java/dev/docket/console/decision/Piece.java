package dev.docket.console.decision;

import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.text.Printable;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A part of a sentence: words of the console, or a value, which scripts say in the reader's own way.
 *
 * @param text as it stands without scripts
 * @param isValue whether it is no word of the console
 * @param number its digits as they were recorded; empty if it is no number
 * @param currency of an amount; empty for any other
 * @param isPercent whether it is of a hundred
 * @param at a time or a day that scripts can read; empty for any other
 */
public record Piece(String text, boolean isValue, String number, String currency, boolean isPercent, String at) {
    static final Piece NOTHING = words("");

    static Piece words(String text) {
        return new Piece(text, false, "", "", false, "");
    }

    /** Whatever came with an order. */
    static Piece text(String text) {
        return new Piece(Printable.line(text), true, "", "", false, "");
    }

    static Piece number(BigDecimal number) {
        return new Piece(Words.number(number), true, number.toPlainString(), "", false, "");
    }

    static Piece number(long number) {
        return number(BigDecimal.valueOf(number));
    }

    static Piece percent(BigDecimal percent) {
        return new Piece(Words.number(percent) + " %", true, percent.toPlainString(), "", true, "");
    }

    static Piece amount(BigDecimal amount, String currency) {
        String safe = Printable.line(currency);
        return new Piece(Words.money(amount) + " " + safe, true, amount.toPlainString(), safe, false, "");
    }

    static Piece time(Instant at) {
        return new Piece(Words.time(at), true, "", "", false, at.toString());
    }

    /** A day, {@code 2026-12-01}. */
    static Piece day(String day) {
        return new Piece(day, true, "", "", false, day);
    }

    /** A text of the console with values in the place of its {@code %s}. */
    static List<Piece> sentence(String name, Piece... values) {
        String[] words = Texts.of(name).split("%s", -1);
        List<Piece> pieces = new ArrayList<>();
        for (int i = 0; i < words.length; i++) {
            if (!words[i].isEmpty()) {
                pieces.add(words(words[i]));
            }
            if (i < words.length - 1) {
                pieces.add(values[i]);
            }
        }
        return List.copyOf(pieces);
    }
}
