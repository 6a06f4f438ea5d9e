package dev.docket.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ./docket config}. */
@Command(
        name = "config",
        mixinStandardHelpOptions = true,
        description = {
            "Print the effective configuration: each setting, its value and where the value comes from.",
            "Secrets are hidden. Reads what 'serve' would read: system properties, the environment, docket.yaml, defaults."
        },
        exitCodeListHeading = "Exit codes:%n",
        exitCodeList = {
            "0:the service could start with it",
            "1:something is wrong; each problem is printed",
            "2:wrong usage"
        })
public final class ConfigCommand implements Callable<Integer> {
    /** A configuration that was read. */
    public interface Effective {
        List<Setting> settings();

        List<String> problems();
    }

    private final Supplier<Effective> configuration;

    @Option(
            names = "--markdown",
            description = "print the reference of all settings instead, as docs/configuration.md has it")
    private boolean markdown;

    @Spec
    @SuppressWarnings("NullAway.Init") // picocli fills it in
    private CommandSpec spec;

    public ConfigCommand(Supplier<Effective> configuration) {
        this.configuration = configuration;
    }

    @Override
    public Integer call() {
        Effective effective = configuration.get();
        PrintWriter out = spec.commandLine().getOut();
        if (markdown) {
            out.print(reference(effective.settings()));
            return 0;
        }
        int width = effective.settings().stream()
                .mapToInt(setting -> setting.name().length())
                .max()
                .orElse(0);
        for (Setting setting : effective.settings()) {
            out.printf(
                    Locale.ROOT,
                    "%-" + width + "s  %s  (%s)%n",
                    setting.name(),
                    setting.value().isEmpty() ? "-" : setting.value(),
                    setting.source());
        }
        effective.problems().forEach(problem -> spec.commandLine().getErr().println("docket: " + problem));
        return effective.problems().isEmpty() ? 0 : 1;
    }

    /** The table of {@code docs/configuration.md}. */
    static String reference(List<Setting> settings) {
        StringBuilder table = new StringBuilder("| Setting | Default | What it does |\n|---|---|---|\n");
        for (Setting setting : settings) {
            String allowed = setting.allowed().isEmpty() || setting.allowed().contains("true")
                    ? ""
                    : " Allowed: " + setting.allowed() + ".";
            table.append("| `%s`%s | %s | %s%s |\n"
                    .formatted(
                            setting.name(),
                            setting.variable().isEmpty() ? "" : "<br>`" + setting.variable() + "`",
                            setting.defaultValue().isEmpty() ? "" : "`" + setting.defaultValue() + "`",
                            setting.meaning(),
                            allowed));
        }
        return table.toString();
    }
}
