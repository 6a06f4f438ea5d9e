package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/**
 * Looks at what a workbook file is made of before any library does: an archive (ECMA-376, part 2) whose parts may be
 * large, may run, or may lead elsewhere.
 */
final class XlsxParts {
    private static final Pattern PLAIN = Pattern.compile("\\[Content_Types]\\.xml|_rels/\\.rels|docProps/\\w+\\.xml"
            + "|docMetadata/\\w+\\.xml|xl/(workbook|styles|sharedStrings)\\.xml|xl/_rels/workbook\\.xml\\.rels"
            + "|xl/theme/theme\\d+\\.xml|xl/worksheets/sheet\\d+\\.xml|xl/worksheets/_rels/sheet\\d+\\.xml\\.rels"
            + "|xl/drawings/drawing\\d+\\.xml|xl/printerSettings/printerSettings\\d+\\.bin");
    private static final Pattern LEADS_ELSEWHERE =
            Pattern.compile("TargetMode\\s*=\\s*[\"']External|<!DOCTYPE|<!ENTITY");

    private XlsxParts() {}

    /**
     * The same workbook, written anew from the parts that were looked at, so that nothing else is read from it.
     *
     * @throws Refusal when it has other parts than sheets need, leads elsewhere, or is larger than allowed
     */
    static byte[] checked(byte[] workbook) {
        try {
            return write(read(workbook));
        } catch (IOException | IllegalArgumentException broken) {
            throw new Refusal(ErrorCode.SYNTAX, "is no workbook (.xlsx): " + broken.getMessage());
        }
    }

    private static Map<String, byte[]> read(byte[] workbook) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        int left = Limits.WORKBOOK_BYTES;
        try (ZipInputStream archive = new ZipInputStream(new ByteArrayInputStream(workbook), StandardCharsets.UTF_8)) {
            for (ZipEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                if (entry.isDirectory()) {
                    continue;
                }
                byte[] part = archive.readNBytes(left + 1);
                left -= part.length;
                if (left < 0 || parts.size() == Limits.WORKBOOK_PARTS) {
                    throw Limits.exceeded("the workbook is large when it is unpacked, in bytes", Limits.WORKBOOK_BYTES);
                }
                check(entry.getName(), part);
                if (parts.put(entry.getName(), part) != null) {
                    throw new Refusal(
                            ErrorCode.SYNTAX, "the workbook has the part %s twice".formatted(entry.getName()));
                }
            }
        }
        if (parts.isEmpty()) {
            throw new Refusal(ErrorCode.SYNTAX, "is no workbook (.xlsx)");
        }
        return parts;
    }

    private static void check(String name, byte[] part) {
        if (name.equals("xl/calcChain.xml")) {
            throw new Refusal(ErrorCode.ACTIVE_CONTENT, "the workbook has formulas; write their values");
        }
        if (!PLAIN.matcher(name).matches()) {
            throw new Refusal(
                    ErrorCode.ACTIVE_CONTENT,
                    "the workbook has the part '%s': no macros, links, objects, pictures or comments. Maybe copy the cells to a new workbook?"
                            .formatted(name));
        }
        long tags = IntStream.range(0, part.length).filter(i -> part[i] == '<').count();
        if (tags > Limits.WORKBOOK_TAGS) {
            throw Limits.exceeded(
                    String.format(Locale.ROOT, "the part '%s' of the workbook with %,d tags is large", name, tags),
                    Limits.WORKBOOK_TAGS);
        }
        if (!name.endsWith(".bin")
                && LEADS_ELSEWHERE
                        .matcher(new String(part, StandardCharsets.ISO_8859_1))
                        .find()) {
            throw new Refusal(
                    ErrorCode.ACTIVE_CONTENT,
                    "the part '%s' of the workbook leads to another document; delete links and external data"
                            .formatted(name));
        }
    }

    private static byte[] write(Map<String, byte[]> parts) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream archive = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
            for (var part : parts.entrySet()) {
                archive.putNextEntry(new ZipEntry(part.getKey()));
                archive.write(part.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
