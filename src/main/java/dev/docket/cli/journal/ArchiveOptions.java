package dev.docket.cli.journal;

import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that locate a journal: a file or database, and the data folders of the services that write it. */
public final class ArchiveOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command = CommandSpec.create();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = "data",
            description =
                    "the data folder (default: ${DEFAULT-VALUE}); for a shared database, the folder of each service, which holds"
                            + " its bundles and verifier key: --data one --data two")
    private List<Path> folders = List.of(Path.of("data"));

    private @Nullable String url;

    @Option(
            names = "--store",
            paramLabel = "URL",
            description = "a shared database, such as jdbc:postgresql://host/docket (default: the file in the data"
                    + " folder); DOCKET_JOURNAL_USER and DOCKET_JOURNAL_PASSWORD are the credentials")
    void setUrl(String url) {
        if (!url.startsWith(JournalStore.POSTGRESQL)) {
            throw wrong("--store must be a URL such as %s//host/docket.".formatted(JournalStore.POSTGRESQL));
        }
        this.url = url;
    }

    /** Opens the journal to read, with every folder given. */
    public JournalArchive archive() {
        return new JournalArchive(storeIn(folders.getFirst()), folders.subList(1, folders.size()));
    }

    /** Opens the journal of one service, or the shared one as that service sees it. */
    public JournalStore store() {
        if (folders.size() > 1) {
            throw wrong("Give exactly one --data: the folder of one service.");
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
