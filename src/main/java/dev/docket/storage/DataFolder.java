package dev.docket.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The folder in which a service keeps its journal, keys and bundles. Earlier versions, backups and copies left them readable for
 * everybody on the machine.
 */
public final class DataFolder {
    private static final Set<String> FOLDERS = Set.of("access", "bundles", "compiled", "postgresql", "spool");

    private DataFolder() {}

    /**
     * What became of the permissions.
     *
     * @param tightened the files and folders that others could use, and now cannot
     * @param failed those where it was refused
     */
    public record Tightened(List<Path> tightened, List<Path> failed) {
        public Tightened {
            tightened = List.copyOf(tightened);
            failed = List.copyOf(failed);
        }
    }

    /**
     * Takes what docket wrote here away from everybody but its owner. Whatever else is in the folder keeps its permissions, and so
     * does the folder itself then.
     */
    public static Tightened tighten(Path folder) {
        var tightened = new ArrayList<Path>();
        var failed = new ArrayList<Path>();
        if (Files.isDirectory(folder)) {
            boolean isOurs = true;
            for (Path child : children(folder, failed)) {
                if (isOurs(child)) {
                    tighten(child, tightened, failed);
                } else {
                    isOurs = false;
                }
            }
            if (isOurs) {
                tightenOne(folder, tightened, failed);
            }
        }
        return new Tightened(tightened, failed);
    }

    private static boolean isOurs(Path child) {
        String name = child.getFileName().toString();
        return name.startsWith("journal") || name.startsWith("spool-refused-") || FOLDERS.contains(name);
    }

    private static void tighten(Path path, List<Path> tightened, List<Path> failed) {
        tightenOne(path, tightened, failed);
        if (Files.isDirectory(path) && !Files.isSymbolicLink(path)) {
            children(path, failed).forEach(child -> tighten(child, tightened, failed));
        }
    }

    private static void tightenOne(Path path, List<Path> tightened, List<Path> failed) {
        try {
            if (OwnerOnly.tighten(path)) {
                tightened.add(path);
            }
        } catch (IOException refused) {
            failed.add(path);
        }
    }

    private static List<Path> children(Path folder, List<Path> failed) {
        try (var children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException refused) {
            failed.add(folder);
            return List.of();
        }
    }
}
