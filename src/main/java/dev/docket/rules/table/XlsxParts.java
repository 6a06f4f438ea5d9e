package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.XMLStreamWriter;

/**
 * Looks at what a workbook file is made of before any library does: parts (ECMA-376, part 2) that have its cells, parts
 * that office programs add and that do nothing, and parts that run or lead elsewhere.
 *
 * @param workbook the same workbook, written anew from the parts that have its cells, so that nothing else is read
 * @param pictures whether something is drawn on the sheet, which may cover its cells
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record XlsxParts(byte[] workbook, boolean pictures) {
    private static final Pattern CELLS = Pattern.compile("\\[Content_Types]\\.xml|_rels/\\.rels"
            + "|xl/(workbook|styles|sharedStrings)\\.xml|xl/_rels/workbook\\.xml\\.rels|xl/theme/theme\\d*\\.xml"
            + "|xl/worksheets/sheet\\d*\\.xml");
    /** Says something about the workbook, or keeps what people wrote beside the cells; none of it decides. */
    private static final Pattern PASSIVE =
            Pattern.compile("docProps/\\w+\\.(xml|jpeg|png|wmf|emf)|docMetadata/\\w+\\.xml"
                    + "|customXml/item(Props)?\\d*\\.xml|customXml/_rels/item\\d*\\.xml\\.rels"
                    + "|xl/persons/person\\d*\\.xml|xl/metadata(\\.xml)?|xl/featurePropertyBag/featurePropertyBag\\.xml"
                    + "|xl/comments\\d*\\.xml|xl/comments/comment\\d*\\.xml|xl/threadedComments/threadedComment\\d*\\.xml"
                    + "|xl/tables/table\\d*\\.xml|xl/namedSheetViews/namedSheetView\\d*\\.xml"
                    + "|xl/drawings/(vmlDrawing\\d*\\.vml|drawing\\d*\\.xml)|xl/drawings/_rels/(vmlD|d)rawing\\d*\\.(vml|xml)\\.rels"
                    + "|xl/media/[\\w -]+\\.(png|jpeg|jpg|gif|bmp|tiff?|emf|wmf|svg)"
                    + "|xl/worksheets/_rels/sheet\\d*\\.xml\\.rels|xl/theme/_rels/theme\\d*\\.xml\\.rels"
                    + "|xl/printerSettings/printerSettings\\d*\\.bin");

    private static final Pattern LEADS_ELSEWHERE =
            Pattern.compile("TargetMode\\s*=\\s*[\"']External|<!DOCTYPE|<!ENTITY");
    private static final Pattern DRAWN = Pattern.compile("<\\w+:(oneCell|twoCell|absolute)Anchor[ >/]");
    private static final Pattern CONTROL = Pattern.compile("ObjectType\\s*=\\s*[\"'](?!Note[\"'])");
    private static final Pattern LINKED_NAME =
            Pattern.compile("<(\\w+:)?definedName\\b[^<>]*>[^<]*(\\||\\[\\d+]|https?:|file:)");
    private static final List<String> KEPT = List.of("officeDocument", "worksheet", "styles", "theme", "sharedStrings");
    private static final String RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships";

    /** @throws Refusal when it has a part that runs, leads elsewhere or is not known, or is larger than allowed */
    static XlsxParts of(byte[] workbook, CellReading reading) {
        try {
            Map<String, byte[]> parts = XlsxArchive.parts(workbook, reading);
            parts.forEach(XlsxParts::check);
            boolean pictures = parts.entrySet().stream()
                    .anyMatch(part -> part.getKey().startsWith("xl/media/")
                            || DRAWN.matcher(text(part.getValue())).find());
            return new XlsxParts(write(parts), pictures);
        } catch (IOException | IllegalArgumentException | XMLStreamException broken) {
            throw new Refusal(
                    ErrorCode.SYNTAX,
                    "is no workbook (.xlsx): "
                            + String.valueOf(broken.getMessage()).replaceAll("\\s+", " "));
        }
    }

    private static void check(String name, byte[] part) {
        if (name.equals("xl/calcChain.xml")) {
            throw new Refusal(ErrorCode.ACTIVE_CONTENT, "the workbook has formulas; write their values");
        }
        if (!CELLS.matcher(name).matches() && !PASSIVE.matcher(name).matches()) {
            throw refused(
                    name,
                    "no macros, links to other files, data connections, embedded objects, charts or form controls");
        }
        long tags = IntStream.range(0, part.length).filter(i -> part[i] == '<').count();
        if (tags > Limits.WORKBOOK_TAGS && !name.startsWith("xl/media/")) {
            throw Limits.exceeded(
                    String.format(Locale.ROOT, "the part '%s' of the workbook with %,d tags is large", name, tags),
                    Limits.WORKBOOK_TAGS);
        }
        String text = text(part);
        if (!name.endsWith(".bin") && LEADS_ELSEWHERE.matcher(text).find()) {
            throw new Refusal(
                    ErrorCode.ACTIVE_CONTENT,
                    "the part '%s' of the workbook leads to another document; delete links and external data"
                            .formatted(name));
        }
        if (name.endsWith(".vml") && CONTROL.matcher(text).find()) {
            throw refused(name, "no buttons and other form controls");
        }
        if (name.equals("xl/workbook.xml") && LINKED_NAME.matcher(text).find()) {
            throw refused(name, "no name that stands for something in another document or program");
        }
        if (name.startsWith("xl/worksheets/sheet") && hasAlternatives(text)) {
            throw refused(name, "no cells in alternatives, of which programs may show different ones");
        }
    }

    /** Programs choose between alternatives, and need not choose the same one. */
    private static boolean hasAlternatives(String sheet) {
        int first = sheet.indexOf("AlternateContent");
        return first >= 0 && first < sheet.lastIndexOf("sheetData");
    }

    private static Refusal refused(String part, String rule) {
        return new Refusal(
                ErrorCode.ACTIVE_CONTENT,
                "the workbook has the part '%s': %s. Maybe copy the cells to a new workbook?".formatted(part, rule));
    }

    private static String text(byte[] part) {
        return new String(part, StandardCharsets.ISO_8859_1);
    }

    private static byte[] write(Map<String, byte[]> parts) throws IOException, XMLStreamException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var part : parts.entrySet()) {
                if (CELLS.matcher(part.getKey()).matches()) {
                    archive.putNextEntry(new ZipEntry(part.getKey()));
                    archive.write(part.getKey().endsWith(".rels") ? relations(part.getValue()) : part.getValue());
                }
            }
        }
        return bytes.toByteArray();
    }

    /** The relations to the parts that have the cells. */
    private static byte[] relations(byte[] part) throws XMLStreamException {
        Map<String, List<String>> kept = new LinkedHashMap<>();
        TreeSet<String> ids = new TreeSet<>();
        XMLInputFactory input = XMLInputFactory.newDefaultFactory();
        input.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        XMLStreamReader reader = input.createXMLStreamReader(new ByteArrayInputStream(part));
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT
                    && reader.getLocalName().equals("Relationship")) {
                String id = String.valueOf(reader.getAttributeValue(null, "Id"));
                String type = String.valueOf(reader.getAttributeValue(null, "Type"));
                if (!ids.add(id)) {
                    throw new Refusal(
                            ErrorCode.SYNTAX, "the workbook has two relations with the id '%s'".formatted(id));
                }
                if (KEPT.stream().anyMatch(kind -> type.endsWith("/relationships/" + kind))) {
                    kept.put(id, List.of(type, String.valueOf(reader.getAttributeValue(null, "Target"))));
                }
            }
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLStreamWriter writer = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, "UTF-8");
        writer.writeStartDocument("UTF-8", "1.0");
        writer.writeStartElement("Relationships");
        writer.writeDefaultNamespace(RELATIONS);
        for (var relation : kept.entrySet()) {
            writer.writeEmptyElement("Relationship");
            writer.writeAttribute("Id", relation.getKey());
            writer.writeAttribute("Type", relation.getValue().get(0));
            writer.writeAttribute("Target", relation.getValue().get(1));
        }
        writer.writeEndDocument();
        writer.close();
        return bytes.toByteArray();
    }
}
