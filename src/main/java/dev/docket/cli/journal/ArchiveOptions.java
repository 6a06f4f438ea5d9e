package dev.docket.cli.journal;

import dev.docket.service.JournalArchive;
import dev.docket.service.JournalStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the journal is, in a file or in a database, and the data folders of the dockets that write it. */
public final class ArchiveOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "the data folder (default: ${DEFAULT-VALUE}); of a shared database give that of each docket, for"
                            + " the bundles and the verifier keys that are there: --data one --data two")
    private List<Path> folders = List.of(Path.of("data"));

    private @Nullable String url;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "a shared database, such as jdbc:postgresql://host/docket (default: the file in the data"
                    + " folder); DOCKET_JOURNAL_USER and DOCKET_JOURNAL_PASSWORD say who asks")
    void setUrl(String url) {
        if (!url.startsWith(JournalStore.POSTGRESQL)) {
            throw wrong("--store wants a URL such as %s//host/docket.".formatted(JournalStore.POSTGRESQL));
        }
        this.url = url;
    }

    /** To read, with everything that was named. */
    public JournalArchive archive() {
        return new JournalArchive(storeIn(folders.getFirst()), folders.subList(1, folders.size()));
    }

    /** To write the stream of one docket. */
    JournalStore store() {
        if (folders.size() > 1) {
            throw wrong("Give one --data: that of the docket whose stream is to be written.");
        }
        return storeIn(folders.getFirst());
    }

    private JournalStore storeIn(Path folder) {
        return url == null
                ? new JournalStore.Sqlite(folder)
                : JournalStore.postgresql(
                        folder,
                        url,
                        System.getenv().getOrDefault("DOCKET_JOURNAL_USER", ""),
                        System.getenv().getOrDefault("DOCKET_JOURNAL_PASSWORD", ""));
    }

    private ParameterException wrong(String message) {
        return new ParameterException(command.commandLine(), message);
    }
}
