package dev.docket.cli.follow;

import dev.docket.cli.client.ServiceClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Which service to call, and as whom. */
final class ServiceOptions {
    @Option(
            names = {"--url", "--service"},
            paramLabel = "URL",
            scope = ScopeType.INHERIT,
            defaultValue = "${env:DOCKET_URL:-http://127.0.0.1:8080}",
            description = "where the service is (default: DOCKET_URL, or http://127.0.0.1:8080)")
    private URI service = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            scope = ScopeType.INHERIT,
            description = "the file with your API key (default: the key itself in DOCKET_KEY)")
    private @Nullable Path keyFile;

    /** @throws IOException if the file of the key cannot be read; the message says so */
    ServiceClient client() throws IOException {
        Path file = keyFile;
        if (file == null) {
            String key = System.getenv(ServiceClient.KEY);
            return new ServiceClient(service, key == null ? "" : key);
        }
        try {
            return new ServiceClient(service, Files.readString(file).strip());
        } catch (IOException unreadable) {
            throw new IOException(
                    "The API key cannot be read from %s. Check the path, and that you may read it.".formatted(file),
                    unreadable);
        }
    }
}
