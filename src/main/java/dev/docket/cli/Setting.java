package dev.docket.cli;

/**
 * A setting of the service, for people who look at the configuration.
 *
 * @param name such as {@code docket.data.dir}
 * @param variable the environment variable that sets it; empty if none does
 * @param value what is in effect; empty if nothing, {@code (hidden)} for a secret
 * @param source where the value comes from: {@code system property}, {@code environment}, a file, {@code default} or {@code not set}
 * @param meaning what it does, as Markdown
 * @param allowed which values may be set; empty for free text
 * @param defaultValue empty if there is none
 */
public record Setting(
        String name,
        String variable,
        String value,
        String source,
        String meaning,
        String allowed,
        String defaultValue) {}
