package dev.tickwire.server.settings;

import java.util.Map;

/**
 * What holds for one setting.
 *
 * @param setting its path in a config
 * @param value as a config has it; {@link #SECRET}: it is set, and nobody is shown it
 * @param from {@link #DEFAULT}, {@code FILE:LINE}, {@code --set}, {@code --games}, {@code environment} or
 *     {@code console}
 */
public record EffectiveValue(String setting, String value, String from) {
    public static final String SECRET = "(secret)";
    public static final String DEFAULT = "default";
    public static final String CONSOLE = "console";

    public boolean isDefault() {
        return from.equals(DEFAULT);
    }

    /** As fields of JSON. */
    public Map<String, String> fields() {
        return Map.of("setting", setting, "value", value, "from", from);
    }
}
