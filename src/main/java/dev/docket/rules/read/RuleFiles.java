package dev.docket.rules.read;

import dev.docket.mapping.Mappings;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.data.AttributeReader;
import dev.docket.rules.data.CalendarReader;
import dev.docket.rules.data.ParameterReader;
import dev.docket.rules.data.PolicyDataReader;
import dev.docket.rules.data.RatesReader;
import dev.docket.rules.problem.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The files of a rule folder and of the folders below it, by path with {@code /} on every platform. Whatever is there is
 * read, is known to matter to nobody, or is reported: nothing is passed over in silence.
 *
 * @param deciding every rule file and decision table, and the data files
 * @param proving the cases and their fixtures
 * @param notices a warning for each file that is not read
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record RuleFiles(
        SortedMap<String, byte[]> deciding, SortedMap<String, byte[]> proving, SortedSet<RuleProblem> notices) {
    private static final Pattern RULES =
            Pattern.compile(".*\\.(drl|csv|xlsx|xlsm|xlsb|xls|ods)", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern YAML = Pattern.compile(".*\\.ya?ml", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    /** What editors, office programs and operating systems leave behind, and what is written for people. */
    private static final Pattern KNOWN = Pattern.compile(
            "~\\$.*|\\.#.*|\\._.*|#.*#|.*~|.*\\.sw[a-p]|Thumbs\\.db|desktop\\.ini|Icon\r"
                    + "|.*\\.md|README(\\..*)?|LICEN[CS]E(\\..*)?|CODEOWNERS|.*\\.schema\\.json",
            Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    /** Who approves what; it decides nothing itself, and is as much a part of the policy as what does. */
    static final String APPROVALS = "approvals.yaml";

    private static final List<String> DATA = List.of(
            ParsedFolder.NAME_FILE,
            ParameterReader.FILE,
            RatesReader.FILE,
            CalendarReader.FILE,
            AttributeReader.FILE,
            PolicyDataReader.TAXONOMY_FILE,
            PolicyDataReader.ACTIONS_FILE,
            APPROVALS);
    private static final String CASES = "cases/";
    private static final Pattern MAPPING = Pattern.compile(Mappings.FOLDER + "[^/]+\\.yaml");

    public RuleFiles {
        deciding = Collections.unmodifiableSortedMap(deciding);
        proving = Collections.unmodifiableSortedMap(proving);
        notices = Collections.unmodifiableSortedSet(notices);
    }

    /**
     * Reads a folder.
     *
     * @throws UncheckedIOException when it cannot be read, or has more files than a rule folder could have
     */
    public static RuleFiles of(Path folder) {
        Visitor visitor = new Visitor(folder);
        try {
            Files.walkFileTree(folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Limits.FOLDER_DEPTH, visitor);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("cannot read the rule folder " + folder, unreadable);
        }
        return new RuleFiles(visitor.deciding, visitor.proving, visitor.notices);
    }

    /** Whether a file would have rules, also in a format of spreadsheets that is refused. */
    static boolean hasRules(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        return RULES.matcher(name).matches() && !KNOWN.matcher(name).matches();
    }

    /** Whether a file would be read as part of a policy, because of its path: a rule file, a decision table, or data. */
    public static boolean decides(String path) {
        return !path.startsWith(CASES) && !isKnown(path) && (hasRules(path) || DATA.contains(path) || isMapping(path));
    }

    /** Whether a file would be read as cases or as a fixture, because of its path. */
    public static boolean proves(String path) {
        return path.startsWith(CASES) && !isKnown(path) && YAML.matcher(path).matches();
    }

    private static boolean isKnown(String path) {
        return KNOWN.matcher(path.substring(path.lastIndexOf('/') + 1)).matches();
    }

    /** Whether a file has rules as text. */
    public static boolean isDrl(String path) {
        return hasExtension(path, "drl");
    }

    /** Whether the name of a file ends so, in any case. */
    static boolean hasExtension(String path, String extension) {
        return path.toLowerCase(Locale.ROOT).endsWith("." + extension);
    }

    /** Whether a file holds the parameters. */
    public static boolean isParameters(String path) {
        return path.equals(ParameterReader.FILE);
    }

    /** Whether a file says how documents of another system become orders. */
    static boolean isMapping(String path) {
        return MAPPING.matcher(path).matches();
    }

    private static final class Visitor extends SimpleFileVisitor<Path> {
        private final SortedMap<String, byte[]> deciding = new TreeMap<>();
        private final SortedMap<String, byte[]> proving = new TreeMap<>();
        private final SortedSet<RuleProblem> notices = new TreeSet<>();
        private final Path folder;
        private int seen;

        Visitor(Path folder) {
            this.folder = folder;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
            boolean isHidden = !path.equals(folder) && name(path).startsWith(".");
            return isHidden ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (++seen > Limits.FOLDER_FILES) {
                throw new IOException(String.format(
                        Locale.ROOT,
                        "it has more than %,d files. Maybe it is not the folder of the rules?",
                        Limits.FOLDER_FILES));
            }
            String path = relative(file);
            boolean isCase = proves(path);
            boolean decides = decides(path);
            if (isKnown(path)) {
                return FileVisitResult.CONTINUE;
            }
            if (attributes.isDirectory()) {
                notice(path + "/", "the folder lies too deep, and is not read");
            } else if (!attributes.isRegularFile()) {
                notice(path, "is no regular file, and is not read");
            } else if (isCase && proving.size() <= Limits.FOLDER_FILES) {
                proving.put(path, start(file));
            } else if (decides && deciding.size() <= Limits.FILES) {
                deciding.put(path, start(file));
            } else if (!decides && !name(file).startsWith(".")) {
                notice(path, "is not read" + advice(path));
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof FileSystemLoopException) {
                notice(relative(file), "leads back to a folder above it, and is not followed");
            } else if (!(failure instanceof NoSuchFileException) || file.equals(folder)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE; // a file that was there a moment ago
        }

        private void notice(String path, String message) {
            notices.add(new RuleProblem(printable(path), 1, ErrorCode.NOT_READ, message));
        }

        private String relative(Path file) {
            return StreamSupport.stream(folder.relativize(file).spliterator(), false)
                    .map(Path::toString)
                    .collect(Collectors.joining("/"));
        }

        private static String name(Path file) {
            return String.valueOf(file.getFileName());
        }
    }

    /** A name that comes from a file system may have anything in it, also line breaks. */
    private static String printable(String path) {
        return path.codePoints()
                .mapToObj(c -> Character.isISOControl(c) ? "?" : Character.toString(c))
                .collect(Collectors.joining());
    }

    private static String advice(String path) {
        String name = path.substring(path.lastIndexOf('/') + 1);
        for (String data : DATA) {
            if (!path.contains("/")
                    && (name.equalsIgnoreCase(data) || name.equalsIgnoreCase(data.replace("yaml", "yml")))) {
                return ". Maybe rename it to %s?".formatted(data);
            }
            if (name.equals(data)) {
                return ": there is one %s, in the rule folder itself".formatted(data);
            }
        }
        return YAML.matcher(name).matches()
                ? ". Maybe it is a case, and belongs to cases/?"
                : ". Maybe move it elsewhere, or name it .drl, .csv or .xlsx?";
    }

    /** The file, or of one that is too large just enough to see that it is. */
    private static byte[] start(Path path) throws IOException {
        try (InputStream file = Files.newInputStream(path)) {
            return file.readNBytes(Limits.FILE_BYTES + 1);
        }
    }

    /**
     * Paths that are one on a file system that ignores case, so that a bundle would be another
     * there: each with the other one.
     */
    static SortedMap<String, String> clashes(Set<String> paths) {
        SortedMap<String, String> clashes = new TreeMap<>();
        SortedMap<String, String> byLowerCase = new TreeMap<>();
        for (String path : paths) {
            for (int end = path.indexOf('/'); ; end = path.indexOf('/', end + 1)) {
                String part = end < 0 ? path : path.substring(0, end);
                String other = byLowerCase.putIfAbsent(part.toLowerCase(Locale.ROOT), part);
                if (other != null && !other.equals(part)) {
                    clashes.put(part, other);
                }
                if (end < 0) {
                    break;
                }
            }
        }
        return clashes;
    }
}
