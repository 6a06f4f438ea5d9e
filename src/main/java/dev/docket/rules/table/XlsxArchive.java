package dev.docket.rules.table;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.problem.Limits;
import dev.docket.rules.problem.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * Unpacks a workbook that every program unpacks alike (PKWARE APPNOTE 4.3). Some read an archive from its start and some
 * from the directory at its end, so that a file can be two archives: Excel would show one, and the other would decide.
 */
final class XlsxArchive {
    private static final int LOCAL_HEADER = 0x04034b50;
    private static final int DIRECTORY_ENTRY = 0x02014b50;
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22; // without a comment, which would be a place for another archive
    private static final byte[] PROTECTED = {(byte) 0xd0, (byte) 0xcf, 0x11, (byte) 0xe0};

    private XlsxArchive() {}

    /**
     * The parts by name, in the order of the archive.
     *
     * @throws Refusal when it is no archive, is more than one and the reading minds that, or is larger than allowed
     */
    static Map<String, byte[]> parts(byte[] workbook, CellReading reading) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(workbook).order(ByteOrder.LITTLE_ENDIAN);
        if (workbook.length >= PROTECTED.length
                && bytes.slice(0, PROTECTED.length).equals(ByteBuffer.wrap(PROTECTED))) {
            throw new Refusal(
                    ErrorCode.SYNTAX,
                    "is protected by a password, or an old workbook (.xls). Maybe save it as .xlsx, without a password?");
        }
        if (workbook.length < END_BYTES || bytes.getInt(0) != LOCAL_HEADER) {
            throw new Refusal(ErrorCode.SYNTAX, "is no workbook (.xlsx)");
        }
        if (!reading.refusesHidden()) {
            return unpack(workbook);
        }
        List<Listed> directory = directory(bytes);
        Map<String, byte[]> parts = unpack(workbook);
        List<Listed> found = parts.entrySet().stream()
                .map(part -> new Listed(part.getKey(), checksum(part.getValue()), part.getValue().length))
                .toList();
        if (!directory.equals(found)) {
            throw twoArchives("its directory lists other parts than it has");
        }
        return parts;
    }

    /** A part as the directory has it. */
    private record Listed(String name, long checksum, long bytes) {}

    private static long checksum(byte[] part) {
        CRC32 checksum = new CRC32();
        checksum.update(part);
        return checksum.getValue();
    }

    /** The parts in the one directory, which must reach from the last part to the end of the file. */
    private static List<Listed> directory(ByteBuffer bytes) {
        int end = bytes.capacity() - END_BYTES;
        if (bytes.getInt(end) != END || bytes.getShort(end + END_BYTES - 2) != 0) {
            throw twoArchives("something stands behind its end");
        }
        int entries = Short.toUnsignedInt(bytes.getShort(end + 10));
        long start = Integer.toUnsignedLong(bytes.getInt(end + 16));
        if (start + Integer.toUnsignedLong(bytes.getInt(end + 12)) != end) {
            throw twoArchives("its directory is not where it should be");
        }
        if (count(bytes, END) != 1
                || count(bytes, DIRECTORY_ENTRY) != entries
                || count(bytes, LOCAL_HEADER) != entries) {
            throw twoArchives("it has more parts or directories than it lists");
        }
        List<Listed> listed = new ArrayList<>();
        Set<Long> offsets = new HashSet<>();
        int at = (int) start;
        for (int entry = 0; entry < entries && at + 46 <= end && bytes.getInt(at) == DIRECTORY_ENTRY; entry++) {
            String name = text(bytes, at + 46, Short.toUnsignedInt(bytes.getShort(at + 28)));
            long offset = Integer.toUnsignedLong(bytes.getInt(at + 42));
            if (offset + 30 > start
                    || !offsets.add(offset)
                    || bytes.getInt((int) offset) != LOCAL_HEADER
                    || bytes.getShort((int) offset + 8) != bytes.getShort(at + 10) // how it is compressed
                    || !name.equals(
                            text(bytes, (int) offset + 30, Short.toUnsignedInt(bytes.getShort((int) offset + 26))))) {
                throw twoArchives("its directory leads to other parts than it names");
            }
            if (!name.endsWith("/")) {
                listed.add(new Listed(
                        name,
                        Integer.toUnsignedLong(bytes.getInt(at + 16)),
                        Integer.toUnsignedLong(bytes.getInt(at + 24))));
            }
            at += 46
                    + name.getBytes(StandardCharsets.UTF_8).length
                    + Short.toUnsignedInt(bytes.getShort(at + 30))
                    + Short.toUnsignedInt(bytes.getShort(at + 32));
        }
        if (at != end) {
            throw twoArchives("its directory cannot be followed");
        }
        return listed;
    }

    private static String text(ByteBuffer bytes, int from, int length) {
        byte[] text = new byte[Math.clamp(length, 0, bytes.capacity() - from)];
        bytes.get(from, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    private static int count(ByteBuffer bytes, int signature) {
        int count = 0;
        for (int i = 0; i + 4 <= bytes.capacity(); i++) {
            if (bytes.getInt(i) == signature) {
                count++;
            }
        }
        return count;
    }

    private static Map<String, byte[]> unpack(byte[] workbook) throws IOException {
        Map<String, byte[]> parts = new LinkedHashMap<>();
        Set<String> names = new HashSet<>();
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
                parts.put(entry.getName(), part);
                if (!names.add(entry.getName().toLowerCase(Locale.ROOT))) {
                    throw new Refusal(
                            ErrorCode.SYNTAX, "the workbook has the part %s twice".formatted(entry.getName()));
                }
            }
        }
        return parts;
    }

    private static Refusal twoArchives(String because) {
        return new Refusal(
                ErrorCode.ACTIVE_CONTENT,
                "the file may be more than one archive, of which a spreadsheet shows only one: %s. Maybe save it again from a spreadsheet?"
                        .formatted(because));
    }
}
