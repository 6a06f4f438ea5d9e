package dev.docket.app.config;

import dev.docket.cli.ConfigCommand;
import dev.docket.cli.Setting;
import dev.docket.service.webhook.Webhook;
import dev.docket.text.Secrets;
import dev.docket.text.Suggestion;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The configuration as the service would see it, read without starting it. */
public final class Configuration implements ConfigCommand.Effective {
    /** Variables of the launcher, and of scripts around it. */
    private static final Set<String> NO_SETTINGS = Set.of(
            "DOCKET_HOME",
            "DOCKET_CONFIG",
            "DOCKET_SECRETS",
            "DOCKET_JAVA_OPTS",
            "DOCKET_TERMINALS",
            "DOCKET_URL",
            "DOCKET_KEY");

    /** Settings of earlier versions, with what took their place. */
    private static final Map<String, String> RETIRED = Map.of(
            "docket.admin.token",
            "is no more: make a key with './docket keys create NAME --role OPERATE' and send that instead");

    /** Kubernetes sets these for a service called docket. */
    private static final Pattern OF_KUBERNETES = Pattern.compile("DOCKET_(SERVICE_.*|PORT(_.*)?)");

    private static final Pattern THING = Pattern.compile("[^.]+");

    private final List<SettingName> names;
    private final SmallRyeConfig config;
    private final List<String> unreadable;

    private Configuration(SmallRyeConfig config, List<String> unreadable) {
        this.config = config;
        this.names = SettingName.all().stream()
                .flatMap(name -> name.isPattern()
                        ? Stream.concat(Stream.of(name), things(name).map(name::of))
                        : Stream.of(name))
                .toList();
        this.unreadable = List.copyOf(unreadable);
    }

    /** Reads system properties, the environment, files with secrets, {@code docket.yaml} and the defaults. */
    public static Configuration read() {
        Map<String, String> defaults = SettingName.all().stream()
                .filter(name -> name.defaultValue().isPresent() && !name.isPattern())
                .collect(Collectors.toMap(
                        SettingName::name, name -> name.defaultValue().orElseThrow()));
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .addDefaultInterceptors()
                .addDefaultSources()
                .withSources(new YamlSettings())
                .withSources(new SecretFiles())
                .withDefaultValues(defaults)
                .build();
        List<String> unreadable = new ArrayList<>(YamlSettings.read().problems());
        SecretFiles.read().ifPresent(content -> unreadable.addAll(content.problems()));
        return new Configuration(config, unreadable);
    }

    /** What somebody named of a group of settings. */
    private Stream<String> things(SettingName pattern) {
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(pattern.group()))
                .filter(name -> !source(config.getConfigValue(name)).equals("environment"))
                .map(name -> THING.matcher(name.substring(pattern.group().length())))
                .filter(Matcher::lookingAt)
                .map(Matcher::group)
                .distinct()
                .sorted();
    }

    private Stream<String> thingProblems(SettingName name) {
        if (name.thing().isEmpty() || name.isPattern()) {
            return Stream.of();
        }
        if (!name.thing().matches(Webhook.NAME)) {
            return Stream.of(
                    "'%s' in %s is no name: begin with a small letter, then small letters, digits and hyphens, 40 at most."
                            .formatted(name.thing(), name.group()));
        }
        return name.isNeeded() && config.getConfigValue(name.name()).getValue() == null
                ? Stream.of("%s is missing: %s".formatted(name.name(), name.meaning()))
                : Stream.of();
    }

    /** What must be put right before the service can start: every problem at once, one sentence each. */
    @Override
    public List<String> problems() {
        List<String> problems = new ArrayList<>(unreadable);
        problems.addAll(unknownSettings());
        problems.addAll(unknownVariables());
        names.stream().flatMap(this::thingProblems).distinct().forEach(problems::add);
        for (SettingName name : names) {
            ConfigValue value = config.getConfigValue(name.name());
            if (value.getValue() != null) {
                name.problem(value.getValue())
                        .ifPresent(problem -> problems.add("%s (%s): %s %s"
                                .formatted(
                                        name.name(),
                                        source(value),
                                        name.isSecret() ? "the value" : "'" + shown(name, value.getValue()) + "'",
                                        problem)));
            }
        }
        return problems;
    }

    private List<String> unknownSettings() {
        Set<String> known = names.stream()
                .filter(name -> !name.isPattern())
                .map(SettingName::name)
                .collect(Collectors.toSet());
        return StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith(Settings.PREFIX + "."))
                // A variable of the environment shows up here too, as a guess at its name; unknownVariables judges it.
                .filter(name -> !source(config.getConfigValue(name)).equals("environment"))
                .filter(name -> !known.contains(name))
                .sorted()
                .map(name -> unknown(name, source(config.getConfigValue(name)), Suggestion.didYouMean(name, known)))
                .toList();
    }

    private List<String> unknownVariables() {
        Set<String> known = names.stream()
                .map(SettingName::variable)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.toSet());
        return System.getenv().keySet().stream()
                .filter(name -> name.startsWith("DOCKET_") && !known.contains(name))
                .filter(name -> !NO_SETTINGS.contains(name)
                        && !OF_KUBERNETES.matcher(name).matches())
                .sorted()
                .map(name -> unknown(name, "environment", Suggestion.didYouMean(name, known)))
                .toList();
    }

    private static String unknown(String name, String source, String suggestion) {
        String setting = name.toLowerCase(Locale.ROOT).replace('_', '.');
        return RETIRED.containsKey(setting)
                ? "setting '%s' (%s) %s.".formatted(name, source, RETIRED.get(setting))
                : "unknown setting '%s' (%s).%s".formatted(name, source, suggestion);
    }

    /** The effective value of a setting, for commands that need no service. */
    public Optional<String> value(String name) {
        return Optional.ofNullable(config.getConfigValue(name).getValue());
    }

    private static String shown(SettingName name, String value) {
        return name.isSecret() ? "(hidden)" : Secrets.hidden(value);
    }

    /** Every setting with its effective value and where that comes from; secrets are hidden. */
    @Override
    public List<Setting> settings() {
        return names.stream().map(this::setting).toList();
    }

    private Setting setting(SettingName name) {
        ConfigValue value = config.getConfigValue(name.name());
        boolean isDefault = value.getValue() == null && !name.isPattern();
        String effective = value.getValue() == null
                ? isDefault ? name.defaultValue().orElse("") : ""
                : shown(name, value.getValue());
        return new Setting(
                name.name(),
                name.variable(),
                effective,
                value.getValue() != null ? source(value) : effective.isEmpty() ? "not set" : "default",
                name.meaning(),
                name.allowed(),
                name.defaultValue().orElse(""));
    }

    private static String source(ConfigValue value) {
        String source = String.valueOf(value.getConfigSourceName());
        if (source.startsWith("EnvConfigSource")) {
            return "environment";
        }
        if (source.startsWith("SysPropConfigSource")) {
            return "system property";
        }
        return source.startsWith("DefaultValuesConfigSource") ? "default" : source;
    }
}
