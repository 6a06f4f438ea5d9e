package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.apache.poi.openxml4j.util.ZipSecureFile;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Reads the one sheet of a workbook into cells. What decides is what a reader sees: no formula, nothing hidden, and a
 * number as it is shown.
 */
final class XlsxSheet {
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N} _.-]{1,31}");
    private static final Sheet NOTHING = new Sheet("", List.of(), Map.of(), Set.of(), false);

    private final Map<Integer, NavigableMap<Integer, String>> rows = new TreeMap<>();
    private final Map<Sheet.Place, String> numbers = new HashMap<>();
    private final Set<Sheet.Place> joined = new HashSet<>();
    private final XSSFSheet sheet;
    private final ShownCell shown;
    private final CellReading reading;
    private final FileProblems problems;

    private XlsxSheet(XSSFSheet sheet, CellReading reading, FileProblems problems) {
        this.sheet = sheet;
        this.reading = reading;
        this.shown = new ShownCell(sheet);
        this.problems = problems;
    }

    static Sheet read(byte[] bytes, CellReading reading, FileProblems problems) {
        // Once more what XlsxArchive has looked at, in case the library unpacks otherwise.
        ZipSecureFile.setMaxEntrySize(Limits.WORKBOOK_BYTES);
        ZipSecureFile.setMaxFileCount(Limits.WORKBOOK_PARTS);
        try {
            XlsxParts parts = XlsxParts.of(bytes, reading);
            if (parts.pictures()) {
                problems.add(
                        1,
                        ErrorCode.NOT_READ,
                        "the workbook has pictures or shapes, which are not read. Maybe delete them: they can cover cells.");
            }
            return read(new ByteArrayInputStream(parts.workbook()), reading, problems);
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

    private static Sheet read(ByteArrayInputStream bytes, CellReading reading, FileProblems problems)
            throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(bytes)) {
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
            return new XlsxSheet(workbook.getSheetAt(0), reading, problems).read(name);
        }
    }

    private Sheet read(String name) {
        for (Row row : sheet) {
            for (Cell cell : row) {
                read((XSSFCell) cell);
            }
        }
        int last = rows.keySet().stream().max(Integer::compare).orElse(-1);
        if (last >= Limits.TABLE_ROWS) {
            throw Limits.exceeded(
                    String.format(Locale.ROOT, "a table of %,d rows is long", last + 1), Limits.TABLE_ROWS);
        }
        if (reading.refusesHidden()) {
            sheet.getMergedRegions().forEach(this::merge);
            shown.requireHarmlessConditions();
        } else {
            sheet.getMergedRegions().forEach(this::repeat);
        }
        List<List<String>> cells = new ArrayList<>();
        for (int row = 0; row <= last; row++) {
            cells.add(row(rows.getOrDefault(row, new TreeMap<>())));
        }
        return new Sheet(name, cells, numbers, joined, false);
    }

    private void read(XSSFCell cell) {
        try {
            String text = text(cell);
            if (text.isEmpty()) {
                return;
            }
            Optional<String> hidden = reading.refusesHidden() ? shown.hidden(cell) : Optional.empty();
            if (hidden.isPresent()) {
                throw new Refusal(ErrorCode.TABLE, hidden.get());
            }
            put(cell.getRowIndex(), cell.getColumnIndex(), text);
        } catch (Refusal refusal) {
            if (refusal.code().equals(ErrorCode.LIMIT)) {
                throw refusal;
            }
            report(new Sheet.Place(cell.getRowIndex(), cell.getColumnIndex()), refusal.code(), refusal.text());
        }
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

    private String text(XSSFCell cell) {
        return switch (cell.getCellType()) {
            case STRING -> cell.getRichStringCellValue().getString().strip();
            case BOOLEAN -> {
                boolean value = cell.getBooleanCellValue();
                numbers.put(new Sheet.Place(cell.getRowIndex(), cell.getColumnIndex()), Boolean.toString(value));
                yield reading.takesStoredNumbers()
                        ? Boolean.toString(value)
                        : Boolean.toString(value).toUpperCase(Locale.ROOT);
            }
            case NUMERIC -> {
                String seen = shown.number(cell);
                String stored = ShownCell.value(cell).toPlainString();
                numbers.put(new Sheet.Place(cell.getRowIndex(), cell.getColumnIndex()), stored);
                yield reading.takesStoredNumbers() ? stored : seen;
            }
            case BLANK, _NONE -> "";
            case FORMULA -> throw new Refusal(ErrorCode.ACTIVE_CONTENT, "a formula; write its value");
            case ERROR -> throw new Refusal(ErrorCode.TABLE, "an error value");
        };
    }

    private void merge(CellRangeAddress merged) {
        Sheet.Place first = new Sheet.Place(merged.getFirstRow(), merged.getFirstColumn());
        rows.forEach((row, cells) -> cells.forEach((column, text) -> {
            Sheet.Place place = new Sheet.Place(row, column);
            if (merged.isInRange(row, column) && !place.equals(first) && !text.isEmpty()) {
                report(place, ErrorCode.TABLE, "hidden under merged cells; nothing that decides may be");
            }
        }));
        if (!rows.getOrDefault(first.row(), new TreeMap<>()).containsKey(first.column())) {
            return;
        }
        if (merged.getLastRow() >= Limits.TABLE_ROWS || merged.getLastColumn() >= Limits.TABLE_COLUMNS) {
            throw Limits.exceeded("merged cells reach far", Limits.TABLE_ROWS);
        }
        if (merged.getLastRow() > first.row()) {
            report(
                    first,
                    ErrorCode.TABLE,
                    "merged with the rows below, which would be blank in a CSV file. Maybe unmerge the cells, and write the value in each row?");
        }
        for (int column = first.column() + 1; column <= merged.getLastColumn(); column++) {
            put(first.row(), column, "");
            joined.add(new Sheet.Place(first.row(), column));
        }
    }

    /** As merged cells were read at first: the value in each row, and whatever lies below them not seen. */
    private void repeat(CellRangeAddress merged) {
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
                put(row, column, "");
                joined.add(new Sheet.Place(row, column));
            }
        }
    }

    private void report(Sheet.Place place, ErrorCode code, String message) {
        problems.add(place.row() + 1, code, "cell %s!%s: %s".formatted(sheet.getSheetName(), place, message));
    }
}
