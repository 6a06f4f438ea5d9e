package dev.docket.cli.journal;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code ./docket journal}: work with records. */
@Command(
        name = "journal",
        mixinStandardHelpOptions = true,
        description = "Verify, export, pack and retire records, and report outcomes.",
        subcommands = {
            VerifyCommand.class,
            ExportCommand.class,
            OutcomesCommand.class,
            EvidenceCommand.class,
            RetireCommand.class,
            VacuumCommand.class,
            DiscloseCommand.class
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:success; the journal is intact",
            "1:the journal is damaged, or cannot be read",
            "2:wrong usage"
        })
public final class JournalCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(
                spec.commandLine(), "Missing command: verify, export, outcomes, evidence, retire, vacuum or disclose.");
    }
}
