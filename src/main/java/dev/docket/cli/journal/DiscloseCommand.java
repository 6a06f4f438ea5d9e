package dev.docket.cli.journal;

import dev.docket.service.StoreUnavailableException;
import dev.docket.service.privacy.DiscloseMasked;
import dev.docket.service.privacy.Disclosure;
import dev.docket.service.privacy.MaskingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket journal disclose}. */
@Command(
        name = "disclose",
        mixinStandardHelpOptions = true,
        description = "Prove masked values, given the masking key and the order as its sender still has it: shows for"
                + " each masked field whether SHA-256(salt, value as JSON) equals the commitment in the record.")
final class DiscloseCommand implements Callable<Integer> {
    @Mixin
    private ArchiveOptions where = new ArchiveOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--request", paramLabel = "FILE", required = true, description = "the order as sent, JSON")
    private Path request = Path.of("");

    @Option(names = "--key-file", paramLabel = "FILE", required = true, description = "the masking key")
    private Path keyFile = Path.of("");

    @Override
    public Integer call() {
        Console console = Console.of(spec);
        try {
            return print(DiscloseMasked.of(where.store(), Files.readAllBytes(request), keyFile), console);
        } catch (IOException unreadable) {
            return console.fail("%s cannot be read: %s".formatted(request, unreadable));
        } catch (StoreUnavailableException | MaskingException unavailable) {
            return console.fail(unavailable);
        }
    }

    private int print(DiscloseMasked.Result result, Console console) {
        return switch (result) {
            case DiscloseMasked.Result.Disclosed disclosed -> print(disclosed, console);
            case DiscloseMasked.Result.NothingMasked nothing -> {
                console.say("Nothing is masked in decision %s.".formatted(nothing.decisionId()));
                yield 0;
            }
            case DiscloseMasked.Result.Retired retired ->
                console.fail("The request of decision %s was deleted when its retention period ended."
                        .formatted(retired.decisionId()));
            case DiscloseMasked.Result.Unknown unknown ->
                console.fail("No decision is recorded for request %s.%nCheck --data and --store."
                        .formatted(unknown.requestId()));
            case DiscloseMasked.Result.Invalid invalid ->
                console.fail("%s is not a valid order:%n%s"
                        .formatted(
                                request,
                                String.join(
                                        "\n",
                                        invalid.problems().stream()
                                                .map(problem -> problem.path() + ": " + problem.message())
                                                .toList())));
        };
    }

    private static int print(DiscloseMasked.Result.Disclosed disclosed, Console console) {
        console.say("Decision %s".formatted(disclosed.decisionId()));
        for (Disclosure one : disclosed.disclosures()) {
            console.say("%s  %s = %s%n    salt %s, %s"
                    .formatted(
                            one.isProved() ? "proved " : "DIFFERS",
                            one.path(),
                            one.value(),
                            one.salt(),
                            one.commitment()));
        }
        long others =
                disclosed.disclosures().stream().filter(one -> !one.isProved()).count();
        console.say(
                others == 0
                        ? String.format(
                                Locale.ROOT,
                                "All %d masked values match this order.",
                                disclosed.disclosures().size())
                        : String.format(
                                Locale.ROOT,
                                "%d of %d masked values do not match this order, or the key is wrong.",
                                others,
                                disclosed.disclosures().size()));
        console.say(
                disclosed.isWholeSame()
                        ? "Everything else in it matches as well."
                        : "Something in this order differs from what was decided: its keyed digest differs.");
        return others == 0 && disclosed.isWholeSame() ? 0 : 1;
    }
}
