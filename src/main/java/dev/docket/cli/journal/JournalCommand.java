package dev.docket.cli.journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket journal}: what is done with records. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Verifies, exports and retires what is recorded; tells what became of it.",
        subcommands = {
            VerifyCommand.class,
            ExportCommand.class,
            OutcomesCommand.class,
            EvidenceCommand.class,
            RetireCommand.class,
            DiscloseCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {"0:everything is as it was written", "1:something is not, or it cannot be read", "2:wrong usage"
        })
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Say verify, export, outcomes, evidence, retire or disclose.");
    }
}
