package dev.docket.cli.journal;

import dev.docket.service.StoreUnavailableException;
import dev.docket.service.search.ExportRecords;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket journal export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = "Write every record as one line of JSON: the hashed header, the request, the answer.")
final class ExportCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "where to write (default: standard output)")
    private @Nullable Path output;

    @Override
    public Integer call() {
        try {
            if (output == null) {
                var out = new BufferedOutputStream(System.out);
                export(out);
                out.flush();
            } else {
                try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(output))) {
                    export(out);
                }
            }
            return 0;
        } catch (IOException | UncheckedIOException | StoreUnavailableException failed) {
            return Console.of(spec).fail(failed);
        }
    }

    private void export(OutputStream out) {
        ExportRecords.each(where.archive(), record -> {
            try {
                out.write(record);
                out.write('\n');
            } catch (IOException unwritable) {
                throw new UncheckedIOException(unwritable);
            }
        });
    }
}
