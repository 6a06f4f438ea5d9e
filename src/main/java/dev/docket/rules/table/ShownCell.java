package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Refusal;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFRichTextString;
import org.apache.poi.xssf.usermodel.XSSFRow;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.jspecify.annotations.Nullable;
import org.openxmlformats.schemas.spreadsheetml.x2006.main.CTSheetFormatPr;

/** What a reader sees of a cell, and why somebody may not see it. */
final class ShownCell {
    private static final Pattern PLAIN_NUMBER = Pattern.compile("-?\\d{1,18}(\\.\\d{1,12})?");
    /** Colours, conditions, and the blanks that align a text: none of them changes what it says. */
    private static final Pattern ALIGNMENT = Pattern.compile("\\[[^]]*]|_.|\\*.|\\\\ |\"\\s*\"|\\s");

    private static final double LEAST_CONTRAST = 1.3; // 1 is none, 21 is black on white
    private static final int LEAST_POINTS = 4;
    private static final int LEAST_WIDTH = 128; // half a digit, in 256ths of one

    private final DataFormatter formats = new DataFormatter(Locale.ENGLISH);
    private final XSSFSheet sheet;

    ShownCell(XSSFSheet sheet) {
        this.sheet = sheet;
    }

    /** The number as it is shown, in digits. @throws Refusal when it is shown as another, or as something else */
    String number(Cell cell) {
        String format = String.valueOf(cell.getCellStyle().getDataFormatString());
        List<String> sections = sections(format);
        int section = value(cell).signum() > 0 ? 0 : value(cell).signum() < 0 ? 1 : 2;
        if (section < sections.size() && sections.get(section).isBlank()) {
            throw new Refusal(ErrorCode.TABLE, "a number that its format '%s' hides".formatted(format));
        }
        String number = value(cell).toPlainString();
        String seen = formats.formatCellValue(cell).strip();
        String digits = seen.replace(",", "");
        if (!PLAIN_NUMBER.matcher(digits).matches() || new BigDecimal(digits).compareTo(value(cell)) != 0) {
            throw new Refusal(
                    ErrorCode.TABLE,
                    "shown as '%s' but is %s. Maybe choose the number format General, and write 12 for 12 %%?"
                            .formatted(seen, number));
        }
        return seen;
    }

    /** The number without its format. */
    static BigDecimal value(Cell cell) {
        return new BigDecimal(NumberToTextConverter.toText(cell.getNumericCellValue()));
    }

    /** Why a reader may not see the text or number of a cell; empty if nothing hides it. */
    Optional<String> hidden(XSSFCell cell) {
        if (cell.getRow().getZeroHeight() || sheet.isColumnHidden(cell.getColumnIndex())) {
            return Optional.of("hidden; nothing that decides may be");
        }
        if (height(cell.getRow()) < LEAST_POINTS || sheet.getColumnWidth(cell.getColumnIndex()) < LEAST_WIDTH) {
            return Optional.of("in a row or column too narrow to be seen");
        }
        if (cell.getCellType() == CellType.STRING && formatHidesText(cell)) {
            return Optional.of("text that its number format '%s' hides or changes. Maybe choose the format Text?"
                    .formatted(cell.getCellStyle().getDataFormatString()));
        }
        XSSFCellStyle style = cell.getCellStyle();
        return fonts(cell)
                .map(font -> unreadable(font, background(style)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private double height(XSSFRow row) {
        if (row.getCTRow().isSetHt()) {
            return row.getCTRow().getHt();
        }
        CTSheetFormatPr usual = sheet.getCTWorksheet().getSheetFormatPr();
        return usual == null ? LEAST_POINTS : usual.getDefaultRowHeight();
    }

    private static Stream<XSSFFont> fonts(XSSFCell cell) {
        if (cell.getCellType() != CellType.STRING) {
            return Stream.of(cell.getCellStyle().getFont());
        }
        XSSFRichTextString text = cell.getRichStringCellValue();
        Stream<XSSFFont> runs = IntStream.range(0, text.numFormattingRuns())
                .mapToObj(text::getFontOfFormattingRun)
                .filter(Objects::nonNull);
        return Stream.concat(Stream.of(cell.getCellStyle().getFont()), runs);
    }

    private static Optional<String> unreadable(XSSFFont font, double background) {
        if (font.getFontHeightInPoints() > 0 && font.getFontHeightInPoints() < LEAST_POINTS) {
            return Optional.of("in letters too small to be seen");
        }
        return contrast(luminance(font.getXSSFColor(), 0), background) < LEAST_CONTRAST
                ? Optional.of("in the colour of its background. Maybe choose the font colour Automatic?")
                : Optional.empty();
    }

    private static double background(XSSFCellStyle style) {
        return style.getFillPattern() == FillPatternType.SOLID_FOREGROUND
                ? luminance(style.getFillForegroundXSSFColor(), 1)
                : 1;
    }

    /** What a conditional format does is not computed here, so that one which can hide is refused. */
    void requireHarmlessConditions() {
        var conditions = sheet.getSheetConditionalFormatting();
        for (int i = 0; i < conditions.getNumConditionalFormattings(); i++) {
            var formatting = conditions.getConditionalFormattingAt(i);
            for (int j = 0; j < formatting.getNumberOfRules(); j++) {
                var rule = formatting.getRule(j);
                var font = rule.getFontFormatting();
                var fill = rule.getPatternFormatting();
                XSSFColor colour = font == null ? null : font.getFontColor();
                XSSFColor ground = fill == null ? null : fill.getFillBackgroundColorColor();
                if (rule.getNumberFormat() != null
                        || contrast(luminance(colour, 0), luminance(ground, 1)) < LEAST_CONTRAST) {
                    throw new Refusal(
                            ErrorCode.TABLE,
                            "the conditional format of %s can hide cells or show them otherwise; delete it"
                                    .formatted(Arrays.stream(formatting.getFormattingRanges())
                                            .map(range -> range.formatAsString())
                                            .toList()));
                }
            }
        }
    }

    /** Whether text is shown otherwise, or as nothing: {@code ;;;} and {@code "5"@}. */
    private static boolean formatHidesText(Cell cell) {
        List<String> sections = sections(String.valueOf(cell.getCellStyle().getDataFormatString()));
        String last = sections.get(sections.size() - 1);
        String ofText = sections.size() >= 4 || last.contains("@") ? last : "@";
        String bare = ALIGNMENT.matcher(ofText).replaceAll("");
        return !bare.equals("@") && !bare.equals("General");
    }

    /** The parts between semicolons that are not quoted. */
    private static List<String> sections(String format) {
        List<String> sections = new ArrayList<>();
        boolean isQuoted = false;
        int from = 0;
        for (int i = 0; i < format.length(); i++) {
            isQuoted ^= format.charAt(i) == '"';
            if (format.charAt(i) == ';' && !isQuoted) {
                sections.add(format.substring(from, i));
                from = i + 1;
            }
        }
        sections.add(format.substring(from));
        return sections;
    }

    /** Relative luminance (WCAG 2.2), 0 for black to 1 for white. */
    private static double luminance(@Nullable XSSFColor colour, double otherwise) {
        byte[] rgb = colour == null || colour.isAuto() ? null : colour.getRGBWithTint();
        if (rgb == null || rgb.length < 3) {
            return otherwise;
        }
        int from = rgb.length - 3;
        return 0.2126 * linear(rgb[from]) + 0.7152 * linear(rgb[from + 1]) + 0.0722 * linear(rgb[from + 2]);
    }

    private static double linear(byte channel) {
        double value = Byte.toUnsignedInt(channel) / 255.0;
        return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
    }

    private static double contrast(double one, double other) {
        return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    }
}
