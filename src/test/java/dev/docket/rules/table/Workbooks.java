package dev.docket.rules.table;

import dev.docket.rules.problem.FileProblems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes workbooks, also those that no spreadsheet would write. */
public final class Workbooks {
    private static final Pattern NUMBER = Pattern.compile("\\d+(\\.\\d+)?");

    private Workbooks() {}

    /** A workbook with the cells of a CSV file on one sheet; facts that a CSV file joins with three dots are merged. */
    public static byte[] of(String sheetName, String csv, Consumer<XSSFSheet> change) {
        try (XSSFWorkbook workbook = new XSSFWorkbook();
                ByteArrayOutputStream bytes = new ByteArrayOutputStream()) {
            XSSFSheet sheet = workbook.createSheet(sheetName);
            List<List<String>> rows =
                    CsvSheet.read(csv, new FileProblems("x.csv", List.of())).rows();
            for (int row = 0; row < rows.size(); row++) {
                fill(sheet, row, rows.get(row));
            }
            change.accept(sheet);
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static void fill(XSSFSheet sheet, int row, List<String> cells) {
        int from = -1;
        for (int column = 0; column < cells.size(); column++) {
            String text = cells.get(column);
            boolean isJoined = text.endsWith("...") && column > 0 && text.equals(cells.get(column - 1));
            from = isJoined ? from : column;
            boolean goesOn = column + 1 < cells.size() && text.endsWith("...") && text.equals(cells.get(column + 1));
            if (isJoined && !goesOn) {
                sheet.addMergedRegion(new CellRangeAddress(row, row, from, column));
            }
            if (!text.isEmpty() && !isJoined) {
                var cell = (sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row)).createCell(column);
                if (NUMBER.matcher(text).matches()) {
                    cell.setCellValue(Double.parseDouble(text));
                } else {
                    cell.setCellValue(text.replaceFirst("\\.\\.\\.$", ""));
                }
            }
        }
    }

    /** The same archive with a part added or replaced. */
    public static byte[] with(byte[] workbook, String part, byte[] content) {
        Map<String, byte[]> parts = parts(workbook);
        parts.put(part, content);
        return archive(parts);
    }

    /** The same archive with the text of a part changed. */
    public static byte[] edited(byte[] workbook, String part, UnaryOperator<String> change) {
        byte[] before = parts(workbook).getOrDefault(part, new byte[0]);
        String text = change.apply(new String(before, StandardCharsets.UTF_8));
        return with(workbook, part, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, byte[]> parts(byte[] workbook) {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(workbook), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                parts.put(entry.getName(), archive.readAllBytes());
            }
            return parts;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private static byte[] archive(Map<String, byte[]> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var part : parts.entrySet()) {
                archive.putNextEntry(new ZipEntry(part.getKey()));
                archive.write(part.getValue());
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
