package dev.docket.rules.read;

import dev.docket.rules.problem.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a rule folder: which of them decide, and their bytes. */
public final class RuleFiles {
    private static final Pattern RULES = Pattern.compile("\\.(drl|csv|xlsx|xlsm|xlsb|xls|ods)$");

    private RuleFiles() {}

    /** The files of a folder that decide: every rule file, decision table and the data files, by name. */
    public static SortedMap<String, byte[]> read(Path folder) {
        SortedMap<String, byte[]> files = new TreeMap<>();
        try (Stream<Path> paths = Files.list(folder)) {
            for (Path path : paths.sorted().toList()) {
                String name = path.getFileName().toString();
                if (Files.isRegularFile(path) && (hasRules(name) || isData(name))) {
                    files.put(name, start(path));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the rule folder " + folder, unreadable);
        }
        return files;
    }

    /** The file, or of one that is too large just enough to tell that it is. */
    public static byte[] start(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(Limits.FILE_BYTES + 1);
        }
    }

    /** Whether a file would have rules, also in a format of spreadsheets that is refused: it must not be passed over. */
    static boolean hasRules(String name) {
        // Excel keeps such a file beside each workbook that somebody has open.
        return RULES.matcher(name).find() && !name.startsWith("~$");
    }

    /** Whether a file holds the parameters. */
    public static boolean isParameters(String name) {
        return name.equals(ParameterReader.FILE);
    }

    private static boolean isData(String name) {
        return name.equals(ParameterReader.FILE)
                || name.equals(PolicyDataReader.TAXONOMY_FILE)
                || name.equals(PolicyDataReader.ACTIONS_FILE)
                || name.equals(ParsedFolder.NAME_FILE);
    }
}
