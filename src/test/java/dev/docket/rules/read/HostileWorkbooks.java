package dev.docket.rules.read;

import dev.docket.rules.table.Workbooks;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFCell;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Workbooks that attack, made rather than kept, so that a reader sees how. */
final class HostileWorkbooks {
    private static final String TABLE = """
            Owner,SALES
            At,ENTRY
            RuleTable Hostile
            NAME,CONDITION,ACTION,METADATA
            ,Order,,
            ,discountPct > $param,"effects.action(""$param"")","policy( ""$param"" )"
            Rule,Discount,Action,Policy
            one,5,CONTACT_CUSTOMER,Tell the customer.
            """;
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final String RELATIONS = "xl/_rels/workbook.xml.rels";

    /** An attack and the code that refuses it. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Attack(byte[] workbook, String code, String says) {}

    private final SortedMap<String, Attack> attacks = new TreeMap<>();

    private HostileWorkbooks() {}

    static byte[] harmless() {
        return workbook(sheet -> {});
    }

    /** Every attack by its file name. */
    static SortedMap<String, Attack> all() {
        HostileWorkbooks all = new HostileWorkbooks();
        all.whatRuns();
        all.whatIsLarge();
        all.whatIsNotSeen();
        return all.attacks;
    }

    private void whatRuns() {
        add("formula", "DKT-114", "a formula", workbook(sheet -> five(sheet).setCellFormula("4+1")));
        add("formula-web", "DKT-114", "a formula that asks a server", workbook(sheet -> five(sheet)
                .setCellFormula("HYPERLINK(\"http://attacker.example/\",5)")));
        add("macro", "DKT-114", "macros", Workbooks.with(harmless(), "xl/vbaProject.bin", new byte[10]));
        add("object", "DKT-114", "an object", Workbooks.with(harmless(), "xl/embeddings/a.bin", new byte[10]));
        add(
                "external-book",
                "DKT-114",
                "a link to another workbook",
                Workbooks.with(harmless(), "xl/externalLinks/externalLink1.xml", new byte[0]));
        add(
                "external-relation",
                "DKT-114",
                "a part that lies elsewhere",
                Workbooks.edited(
                        harmless(),
                        RELATIONS,
                        text -> text.replace(
                                "worksheets/sheet1.xml\"", "file:///etc/passwd\" TargetMode=\"External\"")));
        add(
                "external-entity",
                "DKT-114",
                "an external entity",
                Workbooks.edited(
                        harmless(), SHEET, text -> doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">") + text));
        add(
                "entity-bomb",
                "DKT-114",
                "entities of entities",
                Workbooks.edited(
                        harmless(), SHEET, text -> doctype("<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">") + text));
        add(
                "external-entity-utf-16",
                "DKT-101",
                "an external entity in UTF-16",
                Workbooks.with(
                        harmless(),
                        SHEET,
                        ("<?xml version=\"1.0\" encoding=\"UTF-16\"?>"
                                        + doctype("<!ENTITY x SYSTEM \"file:///etc/passwd\">")
                                        + "<worksheet>&x;</worksheet>")
                                .getBytes(StandardCharsets.UTF_16)));
        add("path", "DKT-114", "a part outside of its folder", Workbooks.with(harmless(), "../../x.xml", new byte[0]));
    }

    private static String doctype(String entities) {
        return "<!DOCTYPE worksheet [" + entities + "]>";
    }

    private void whatIsLarge() {
        byte[] zeros = new byte[64 * 1024 * 1024];
        add("bomb", "DKT-113", "64 MiB of nothing in 64 KiB", Workbooks.with(harmless(), "docProps/app.xml", zeros));
        byte[] many = harmless();
        for (int i = 10; i < 100; i++) {
            many = Workbooks.with(many, String.format(Locale.ROOT, "xl/worksheets/sheet%d.xml", i), new byte[0]);
        }
        add("many-parts", "DKT-113", "many parts", many);
        add("far-row", "DKT-113", "a cell in the last row", workbook(sheet -> cell(sheet, 1_048_575, 0)
                .setCellValue("x")));
        add("far-column", "DKT-113", "a cell in the last column", workbook(sheet -> cell(sheet, 7, 16_383)
                .setCellValue("x")));
        add(
                "far-merge",
                "DKT-113",
                "a cell that is merged down to the last row",
                workbook(sheet -> sheet.addMergedRegion(new CellRangeAddress(7, 1_048_575, 0, 1))));
        add(
                "giant-sheet",
                "DKT-113",
                "a sheet of 150,000 rows",
                Workbooks.edited(
                        harmless(),
                        SHEET,
                        text -> text.replace(
                                "</sheetData>", "<row><c><v>7</v></c></row>".repeat(150_000) + "</sheetData>")));
        add("broken", "DKT-101", "a sheet that is no XML", Workbooks.with(harmless(), SHEET, new byte[] {'<'}));
    }

    private void whatIsNotSeen() {
        add("hidden-row", "DKT-115", "a hidden row", workbook(sheet -> sheet.getRow(7)
                .setZeroHeight(true)));
        add("hidden-column", "DKT-115", "a hidden column", workbook(sheet -> sheet.setColumnHidden(1, true)));
        add("second-sheet", "DKT-115", "a sheet that nobody is shown", workbook(sheet -> {
            sheet.getWorkbook().createSheet("more");
            sheet.getWorkbook().setSheetVisibility(1, SheetVisibility.VERY_HIDDEN);
        }));
        add("percent", "DKT-115", "0.05 that is shown as 5 %", workbook(sheet -> shownAs(sheet, 0.05, "0%")));
        add("rounded", "DKT-115", "5.4 that is shown as 5", workbook(sheet -> shownAs(sheet, 5.4, "0")));
        add("shown-as-text", "DKT-115", "5 that is shown as 50", workbook(sheet -> shownAs(sheet, 5, "\"50\"")));
        add(
                "date",
                "DKT-115",
                "a number that is shown as a date",
                workbook(sheet -> shownAs(sheet, 45000, "yyyy-mm-dd")));
        add("error", "DKT-115", "an error value", workbook(sheet -> five(sheet)
                .setCellErrorValue(FormulaError.DIV0.getCode())));
        add(
                "merged-values",
                "DKT-115",
                "values merged across columns",
                workbook(sheet -> sheet.addMergedRegion(new CellRangeAddress(7, 7, 1, 2))));
        add("value", "DKT-105", "code in a cell", workbook(sheet -> five(sheet).setCellValue("5); System.exit(0); (")));
        add("line-break", "DKT-105", "a line break in a cell", workbook(sheet -> five(sheet)
                .setCellValue("5\nend")));
    }

    private void add(String name, String code, String says, byte[] workbook) {
        attacks.put("workbook-%s.xlsx".formatted(name), new Attack(workbook, code, says));
    }

    private static byte[] workbook(Consumer<XSSFSheet> change) {
        return Workbooks.of("Sheet1", TABLE, change);
    }

    /** The cell with the value of the condition. */
    private static XSSFCell five(XSSFSheet sheet) {
        return sheet.getRow(7).getCell(1);
    }

    private static XSSFCell cell(XSSFSheet sheet, int row, int column) {
        return (sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row)).createCell(column);
    }

    private static void shownAs(XSSFSheet sheet, double number, String format) {
        var style = sheet.getWorkbook().createCellStyle();
        style.setDataFormat(sheet.getWorkbook().createDataFormat().getFormat(format));
        five(sheet).setCellValue(number);
        five(sheet).setCellStyle(style);
    }
}
