package dev.docket.rules.table;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.util.CellReference;

/** Workbooks as office programs write them, part by part: what each adds to the cells of one small decision table. */
final class OfficeWorkbooks {
    private static final String READS = "reads | 0030, 7.5, 15";
    private static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String SHEET = "xl/worksheets/sheet1.xml";
    private static final List<List<String>> CELLS = List.of(
            List.of("Owner", "SALES"),
            List.of("At", "ENTRY"),
            List.of("RuleTable Terms"),
            List.of("NAME", "CONDITION", "CONDITION", "CONDITION", "ACTION", "METADATA"),
            List.of("", "Order...", "Order...", "Order..."),
            List.of(
                    "",
                    "paymentTerms == &quot;$param&quot;",
                    "discountPct &gt; $param",
                    "discountPct &lt;= $param",
                    "effects.action(&quot;$param&quot;)",
                    "policy( &quot;$param&quot; )"),
            List.of("Rule", "Terms", "Discount above", "up to", "Action", "Policy"),
            List.of("terms-one", "0030", "7.5", "15", "CONTACT_CUSTOMER", "One."),
            List.of("terms-two", "0060", "10", "", "CONTACT_CUSTOMER", "Two."));

    private final SortedMap<String, Example> examples = new TreeMap<>();

    private OfficeWorkbooks() {}

    /**
     * A workbook and what must come of it.
     *
     * @param expected as a line of {@code expected.txt} has it behind the name
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Example(byte[] workbook, String expected) {}

    /** By file name. */
    static SortedMap<String, Example> all() {
        OfficeWorkbooks all = new OfficeWorkbooks();
        all.passive();
        all.formats();
        all.active();
        all.archives();
        return all.examples;
    }

    private void passive() {
        add("excel-plain", READS, parts -> {});
        add("excel-table", READS, parts -> {
            parts.put("xl/tables/table1.xml", """
                    <table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" name="Terms" displayName="Terms"
                     ref="A7:F9"><autoFilter ref="A7:F9"/><tableColumns count="6"/></table>""");
            related(parts, "table", "../tables/table1.xml");
        });
        add("excel-threaded-comments", READS, parts -> {
            parts.put("xl/persons/person.xml", "<personList/>");
            parts.put("xl/comments1.xml", "<comments><commentList/></comments>");
            parts.put("xl/threadedComments/threadedComment1.xml", "<ThreadedComments/>");
            parts.put("xl/drawings/vmlDrawing1.vml", "<xml><x:ClientData ObjectType=\"Note\"/></xml>");
            related(parts, "comments", "../comments1.xml");
        });
        add("excel-dynamic-arrays", READS, parts -> parts.put("xl/metadata.xml", "<metadata/>"));
        add("excel-printer-settings", READS, parts -> {
            parts.put("xl/printerSettings/printerSettings1.bin", "\0\1\2");
            related(parts, "printerSettings", "../printerSettings/printerSettings1.bin");
        });
        add("excel-sensitivity-label", READS, parts -> {
            parts.put("docMetadata/LabelInfo.xml", "<labelList/>");
            parts.put("docProps/custom.xml", "<Properties/>");
        });
        add("excel-thumbnail", READS, parts -> parts.put("docProps/thumbnail.jpeg", "x"));
        add("sharepoint-properties", READS, parts -> {
            for (int i = 1; i <= 3; i++) {
                parts.put(String.format(Locale.ROOT, "customXml/item%d.xml", i), "<p:properties/>");
                parts.put(String.format(Locale.ROOT, "customXml/itemProps%d.xml", i), "<ds:datastoreItem/>");
                parts.put(String.format(Locale.ROOT, "customXml/_rels/item%d.xml.rels", i), "<Relationships/>");
            }
            parts.merge(
                    "xl/_rels/workbook.xml.rels",
                    relation("rId9", "customXml", "../customXml/item1.xml") + "</Relationships>",
                    (before, added) -> before.replace("</Relationships>", added));
        });
        add("sharepoint-sheet-view", READS, parts -> parts.put("xl/namedSheetViews/namedSheetView1.xml", "<x/>"));
        add("google-sheets", READS, parts -> {
            parts.put("xl/metadata", "{}");
            parts.put("xl/drawings/drawing1.xml", "<xdr:wsDr xmlns:xdr=\"http://example.org/xdr\"/>");
            related(parts, "drawing", "../drawings/drawing1.xml");
        });
        add("picture", "warns | pictures or shapes, which are not read", parts -> {
            parts.put("xl/media/image1.png", "x");
            parts.put("xl/drawings/_rels/drawing1.xml.rels", "<Relationships/>");
        });
        add(
                "text-box",
                "warns | pictures or shapes, which are not read",
                parts -> parts.put(
                        "xl/drawings/drawing1.xml", "<xdr:wsDr><xdr:twoCellAnchor></xdr:twoCellAnchor></xdr:wsDr>"));
    }

    private void formats() {
        cell("accounting", "C8", 1, "<v>7.5</v>", READS); // _(* #,##0.00_)
        cell("leading-zeros", "B8", 2, "<v>30</v>", READS);
        cell("truth", "B8", 0, "<v>1</v>\" t=\"b", "reads | TRUE, 7.5, 15");
        cell("text-as-text", "B8", 3, "<is><t>0030</t></is>\" t=\"inlineStr", READS);
        cell("nothing-shown", "C8", 4, "<v>7.5</v>", "DKT-115 | cell Terms!C8: a number that its format ';;;' hides");
        cell(
                "text-shown-as-nothing",
                "B8",
                4,
                "<is><t>0030</t></is>\" t=\"inlineStr",
                "DKT-115 | cell Terms!B8: text that its number format ';;;' hides or changes");
        cell(
                "text-shown-otherwise",
                "B8",
                5,
                "<is><t>30</t></is>\" t=\"inlineStr",
                "DKT-115 | cell Terms!B8: text that its number format '\"00\"@' hides or changes");
        cell("white", "C8", 6, "<v>7.5</v>", "DKT-115 | cell Terms!C8: in the colour of its background");
        cell("white-on-blue", "C8", 7, "<v>7.5</v>", READS);
        cell("tiny", "C8", 8, "<v>7.5</v>", "DKT-115 | cell Terms!C8: in letters too small to be seen");
        cell(
                "white-run",
                "B8",
                0,
                "<is><r><t>00</t></r><r><rPr><sz val=\"11\"/><color rgb=\"FFFFFFFF\"/></rPr><t>30</t></r></is>\" t=\"inlineStr",
                "DKT-115 | cell Terms!B8: in the colour of its background");
        sheet(
                "row-of-no-height",
                "<row r=\"8\"",
                "<row r=\"8\" ht=\"0\" customHeight=\"1\"",
                "DKT-115 | cell Terms!A8: in a row");
        sheet("hidden-row", "<row r=\"8\"", "<row r=\"8\" hidden=\"1\"", "DKT-115 | cell Terms!A8: hidden");
        sheet(
                "column-of-no-width",
                "<sheetData>",
                "<cols><col min=\"3\" max=\"3\" width=\"0\" customWidth=\"1\"/></cols><sheetData>",
                "DKT-115 | cell Terms!C4: in a row or column too narrow");
        sheet(
                "covered-value",
                "</sheetData>",
                "</sheetData><mergeCells count=\"1\"><mergeCell ref=\"B8:B9\"/></mergeCells>",
                "DKT-115 | cell Terms!B9: hidden under merged cells");
        sheet(
                "conditional-format",
                "</sheetData>",
                "</sheetData><conditionalFormatting sqref=\"C8:D9\"><cfRule type=\"cellIs\" dxfId=\"0\" priority=\"1\" operator=\"greaterThan\"><formula>9</formula></cfRule></conditionalFormatting>",
                READS);
        sheet(
                "conditional-white",
                "</sheetData>",
                "</sheetData><conditionalFormatting sqref=\"C8:D9\"><cfRule type=\"cellIs\" dxfId=\"1\" priority=\"1\" operator=\"greaterThan\"><formula>9</formula></cfRule></conditionalFormatting>",
                "DKT-115 | the conditional format of [C8:D9] can hide cells");
    }

    private void archives() {
        byte[] shown = archive(plain());
        Map<String, String> otherParts = plain();
        otherParts.merge(SHEET, "<v>99</v>", (text, added) -> text.replace("<v>7.5</v>", added));
        byte[] other = archive(otherParts);
        String refused = "DKT-114 | the file may be more than one archive";
        put("archive-behind-another", refused, bytes(other, shown));
        put("archive-behind-text", "DKT-101 | is no workbook", bytes("MZ".getBytes(StandardCharsets.UTF_8), shown));
        put("archive-with-text-behind", refused, bytes(shown, new byte[] {'x'}));
        put("archive-in-a-comment", refused, commented(shown, other));
        put("archive-with-an-unlisted-part", refused, bytes(localParts(other), shown));
        put("archive-listed-otherwise", refused, renamedInDirectory(shown));
        put("archive-with-a-part-twice", "DKT-101 | has the part xl/Styles.xml twice", twice());
        put("archive-cut", refused, Arrays.copyOf(shown, shown.length - 1));
        put("password", "DKT-101 | is protected by a password", new byte[] {
            (byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0, 0
        });
    }

    private void put(String name, String expected, byte[] workbook) {
        examples.put(name + ".xlsx", new Example(workbook, expected));
    }

    private static byte[] bytes(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** The directory ends with a comment of two bytes of length, which has the other archive. */
    private static byte[] commented(byte[] archive, byte[] comment) {
        byte[] open = archive.clone();
        open[open.length - 2] = (byte) comment.length;
        open[open.length - 1] = (byte) (comment.length >> 8);
        return bytes(open, comment);
    }

    /** The parts of an archive without its directory. */
    private static byte[] localParts(byte[] archive) {
        ByteBuffer end = ByteBuffer.wrap(archive).order(ByteOrder.LITTLE_ENDIAN);
        return Arrays.copyOf(archive, end.getInt(archive.length - 6));
    }

    /** A program that goes by the directory would find another sheet than one that goes by the parts. */
    private static byte[] renamedInDirectory(byte[] archive) {
        String text = new String(archive, StandardCharsets.ISO_8859_1);
        int directory = text.lastIndexOf(SHEET);
        String renamed = SHEET.replace('1', '2');
        return (text.substring(0, directory) + renamed + text.substring(directory + renamed.length()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] twice() {
        Map<String, String> parts = plain();
        parts.put("xl/Styles.xml", "x"); // the same part, where names do not differ by case alone
        return archive(parts);
    }

    private void active() {
        for (String part : List.of(
                "xl/vbaProject.bin",
                "xl/activeX/activeX1.xml",
                "xl/embeddings/oleObject1.bin",
                "xl/externalLinks/externalLink1.xml",
                "xl/connections.xml",
                "xl/queryTables/queryTable1.xml",
                "xl/ctrlProps/ctrlProp1.xml",
                "xl/macrosheets/sheet1.xml",
                "customUI/customUI14.xml",
                "xl/webextensions/webextension1.xml",
                "xl/richData/rdrichvalue.xml",
                "xl/model/item.data")) {
            String name = "active-" + part.replaceAll(".*/|\\..*", "");
            add(name, "DKT-114 | the workbook has the part '%s'".formatted(part), parts -> parts.put(part, "x"));
        }
        add(
                "active-button",
                "DKT-114 | no buttons",
                parts -> parts.put("xl/drawings/vmlDrawing1.vml", "<x:ClientData ObjectType=\"Button\"/>"));
        add(
                "active-dde",
                "DKT-114 | no name that stands for",
                parts -> parts.merge(
                        "xl/workbook.xml",
                        "<definedNames><definedName name=\"x\">cmd|'/c calc'!A0</definedName></definedNames></workbook>",
                        (before, added) -> before.replace("</workbook>", added)));
        add(
                "two-views",
                "DKT-114 | no cells in alternatives",
                parts -> parts.merge(
                        SHEET,
                        "<mc:AlternateContent/><sheetData>",
                        (before, added) -> before.replace("<sheetData>", added)));
    }

    private void cell(String name, String reference, int style, String content, String expected) {
        String[] parts = content.split("\" ", 2);
        String attributes = parts.length == 1 ? "" : " " + parts[1] + "\"";
        String written =
                String.format(Locale.ROOT, "<c r=\"%s\" s=\"%d\"%s>%s</c>", reference, style, attributes, parts[0]);
        add(
                "cell-" + name,
                expected,
                text -> text.merge(
                        SHEET,
                        written,
                        (before, cell) -> before.replaceFirst(
                                "<c r=\"%s\".*?</c>".formatted(reference), cell.replace("$", "\\$"))));
    }

    private void sheet(String name, String before, String after, String expected) {
        add(
                "sheet-" + name,
                expected,
                parts -> parts.merge(SHEET, after, (text, added) -> text.replace(before, added)));
    }

    private void add(String name, String expected, Consumer<Map<String, String>> change) {
        Map<String, String> parts = plain();
        change.accept(parts);
        examples.put(name + ".xlsx", new Example(archive(parts), expected));
    }

    private static void related(Map<String, String> parts, String type, String target) {
        parts.put(
                "xl/worksheets/_rels/sheet1.xml.rels",
                "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                        + relation("rId1", type, target) + "</Relationships>");
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"%s\" Type=\"%s%s\" Target=\"%s\"/>".formatted(id, RELATIONS, type, target);
    }

    private static Map<String, String> plain() {
        String main = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("[Content_Types].xml", """
                <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
                <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
                <Default Extension="xml" ContentType="application/xml"/>
                <Override PartName="/xl/workbook.xml" ContentType="%1$ssheet.main+xml"/>
                <Override PartName="/xl/worksheets/sheet1.xml" ContentType="%1$sworksheet+xml"/>
                <Override PartName="/xl/styles.xml" ContentType="%1$sstyles+xml"/></Types>""".formatted(main));
        String relationships = "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
        parts.put(
                "_rels/.rels",
                relationships + relation("rId1", "officeDocument", "xl/workbook.xml") + "</Relationships>");
        parts.put("xl/workbook.xml", """
                <workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
                 xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">
                <sheets><sheet name="Terms" sheetId="1" r:id="rId1"/></sheets></workbook>""");
        parts.put(
                "xl/_rels/workbook.xml.rels",
                relationships + relation("rId1", "worksheet", "worksheets/sheet1.xml")
                        + relation("rId2", "styles", "styles.xml") + "</Relationships>");
        parts.put("xl/styles.xml", """
                <styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">
                <numFmts count="4"><numFmt numFmtId="170" formatCode="0000"/><numFmt numFmtId="171" formatCode=";;;"/>
                <numFmt numFmtId="172" formatCode="&quot;00&quot;@"/></numFmts>
                <fonts count="3"><font><sz val="11"/></font><font><sz val="11"/><color rgb="FFFFFFFF"/></font><font><sz val="1"/></font></fonts>
                <fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>
                <fill><patternFill patternType="solid"><fgColor rgb="FF1F4E79"/></patternFill></fill></fills>
                <borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
                <cellXfs count="9"><xf/><xf numFmtId="43"/><xf numFmtId="170"/><xf numFmtId="49"/><xf numFmtId="171"/>
                <xf numFmtId="172"/><xf fontId="1"/><xf fontId="1" fillId="2"/><xf fontId="2"/></cellXfs>
                <dxfs count="2"><dxf><fill><patternFill><bgColor rgb="FFFFC7CE"/></patternFill></fill></dxf>
                <dxf><font><color rgb="FFFFFFFF"/></font></dxf></dxfs></styleSheet>""");
        parts.put(
                SHEET,
                "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>"
                        + IntStream.range(0, CELLS.size())
                                .mapToObj(OfficeWorkbooks::row)
                                .collect(Collectors.joining())
                        + "</sheetData></worksheet>");
        return parts;
    }

    private static String row(int row) {
        List<String> cells = CELLS.get(row);
        return IntStream.range(0, cells.size())
                .filter(column -> !cells.get(column).isEmpty())
                .mapToObj(column -> {
                    String reference = new CellReference(row, column).formatAsString();
                    String text = cells.get(column);
                    boolean isNumber = text.matches("[1-9]\\d*(\\.\\d+)?");
                    return isNumber
                            ? "<c r=\"%s\"><v>%s</v></c>".formatted(reference, text)
                            : "<c r=\"%s\" t=\"inlineStr\"><is><t>%s</t></is></c>".formatted(reference, text);
                })
                .collect(Collectors.joining("", String.format(Locale.ROOT, "<row r=\"%d\">", row + 1), "</row>"));
    }

    private static byte[] archive(Map<String, String> parts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var part : parts.entrySet()) {
                archive.putNextEntry(new ZipEntry(part.getKey()));
                archive.write(part.getValue().getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
