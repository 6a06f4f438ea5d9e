package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Problems;
import dev.docket.rules.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.NumberToTextConverter;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Reads the one sheet of a workbook into cells. What decides is what a reader sees: no formula, nothing hidden, and a
 * number only as it is shown.
 */
final class XlsxSheet {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} _.-]{1,31}");
    private static final Sheet NOTHING = new Sheet("", List.of(), Set.of());

    private final DataFormatter shown = new DataFormatter(Locale.ENGLISH);
    private final Map<Integer, NavigableMap<Integer, String>> rows = new TreeMap<>();
    private final Set<Sheet.Place> joined = new HashSet<>();
    private final XSSFSheet sheet;
    private final Problems problems;

    private XlsxSheet(XSSFSheet sheet, Problems problems) {
        this.sheet = sheet;
        this.problems = problems;
    }

    static Sheet read(byte[] bytes, Problems problems) {
        // Once more what XlsxParts has looked at, in case the library unpacks otherwise.
        ZipSecureFile.setMaxEntrySize(Limits.WORKBOOK_BYTES);
        ZipSecureFile.setMaxFileCount(Limits.WORKBOOK_PARTS);
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(XlsxParts.checked(bytes)))) {
            if (workbook.getNumberOfSheets() != 1 || workbook.getSheetVisibility(0) != SheetVisibility.VISIBLE) {
                throw new Refusal(
                        ErrorCode.TABLE,
                        String.format(
                                Locale.ROOT,
                                "a workbook has one sheet, which can be seen; this one has %d. Maybe put the others in files of their own?",
                                workbook.getNumberOfSheets()));
            }
            String name = workbook.getSheetName(0);
            if (!NAME.matcher(name).matches()) {
                throw new Refusal(ErrorCode.TABLE, "the name of a sheet has only letters, digits, blanks and . _ -");
            }
            return new XlsxSheet(workbook.getSheetAt(0), problems).read(name);
        } catch (Refusal refusal) {
            problems.add(1, refusal);
        } catch (IOException | RuntimeException broken) { // the library throws whatever it meets
            problems.add(
                    1,
                    ErrorCode.SYNTAX,
                    "the workbook cannot be read: "
                            + String.valueOf(broken.getMessage()).replaceAll("\\s+", " "));
        }
        return NOTHING;
    }

    private Sheet read(String name) {
        for (Row row : sheet) {
            for (Cell cell : row) {
                String text = text(cell);
                if (!text.isEmpty()) {
                    put(row.getRowNum(), cell.getColumnIndex(), text);
                    requireVisible(row, cell);
                }
            }
        }
        int last = rows.keySet().stream().max(Integer::compare).orElse(-1);
        if (last >= Limits.TABLE_ROWS) {
            throw Limits.exceeded(
                    String.format(Locale.ROOT, "a table of %,d rows is long", last + 1), Limits.TABLE_ROWS);
        }
        sheet.getMergedRegions().forEach(this::merge);
        List<List<String>> cells = new ArrayList<>();
        for (int row = 0; row <= last; row++) {
            cells.add(row(rows.getOrDefault(row, new TreeMap<>())));
        }
        return new Sheet(name, cells, joined);
    }

    private void put(int row, int column, String text) {
        if (column >= Limits.TABLE_COLUMNS) {
            throw Limits.exceeded(
                    String.format(Locale.ROOT, "a table of %,d columns is wide", column + 1), Limits.TABLE_COLUMNS);
        }
        rows.computeIfAbsent(row, unknown -> new TreeMap<>()).put(column, text);
    }

    private static List<String> row(NavigableMap<Integer, String> filled) {
        List<String> row = new ArrayList<>();
        for (int column = 0; !filled.isEmpty() && column <= filled.lastKey(); column++) {
            row.add(filled.getOrDefault(column, ""));
        }
        return row;
    }

    private String text(Cell cell) {
        return switch (cell.getCellType()) {
            case STRING -> cell.getRichStringCellValue().getString().strip();
            case BOOLEAN -> Boolean.toString(cell.getBooleanCellValue());
            case NUMERIC -> number(cell);
            case BLANK, _NONE -> "";
            case FORMULA -> refuse(cell, ErrorCode.ACTIVE_CONTENT, "a formula; write its value");
            case ERROR -> refuse(cell, ErrorCode.TABLE, "an error value");
        };
    }

    /** The number, if it is shown as it is: 0.12 that is shown as 12 %, or as 0, would mislead. */
    private String number(Cell cell) {
        String number = new BigDecimal(NumberToTextConverter.toText(cell.getNumericCellValue())).toPlainString();
        String seen = shown.formatCellValue(cell).replace(",", "");
        if (!seen.matches("-?\\d{1,18}(\\.\\d{1,12})?")
                || new BigDecimal(seen).compareTo(new BigDecimal(number)) != 0) {
            return refuse(
                    cell,
                    ErrorCode.TABLE,
                    "shown as '%s' but is %s. Maybe choose the number format General, and write 12 for 12 %%?"
                            .formatted(seen, number));
        }
        return number;
    }

    private void requireVisible(Row row, Cell cell) {
        if (row.getZeroHeight() || sheet.isColumnHidden(cell.getColumnIndex())) {
            refuse(cell, ErrorCode.TABLE, "hidden; nothing that decides may be");
        }
    }

    private void merge(CellRangeAddress merged) {
        String text =
                rows.getOrDefault(merged.getFirstRow(), new TreeMap<>()).getOrDefault(merged.getFirstColumn(), "");
        if (text.isEmpty()) {
            return;
        }
        if (merged.getLastRow() >= Limits.TABLE_ROWS || merged.getLastColumn() >= Limits.TABLE_COLUMNS) {
            throw Limits.exceeded("merged cells reach far", Limits.TABLE_ROWS);
        }
        for (int row = merged.getFirstRow(); row <= merged.getLastRow(); row++) {
            put(row, merged.getFirstColumn(), text);
            for (int column = merged.getFirstColumn() + 1; column <= merged.getLastColumn(); column++) {
                put(row, column, ""); // what lies below a merged cell is not seen
                joined.add(new Sheet.Place(row, column));
            }
        }
    }

    private String refuse(Cell cell, ErrorCode code, String message) {
        problems.add(
                cell.getRowIndex() + 1,
                code,
                "cell %s!%s: %s".formatted(sheet.getSheetName(), cell.getAddress(), message));
        return "";
    }
}
