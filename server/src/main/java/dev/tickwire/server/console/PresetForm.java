package dev.tickwire.server.console;

import dev.tickwire.server.kept.LinesFile;
import dev.tickwire.server.roomtype.Adjustment;
import java.text.ParseException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** How presets are written, to their file and to those who ask. */
final class PresetForm implements LinesFile.Form<Preset> {
    @Override
    public Map<String, Object> fields(Preset preset) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("type", preset.type());
        fields.put("name", preset.name());
        fields.put("by", preset.by());
        fields.put("settings", Described.settings(preset.adjustment()));
        return fields;
    }

    @Override
    public Preset parse(Map<String, Object> fields) throws ParseException {
        if (fields.get("type") instanceof String type
                && fields.get("name") instanceof String name
                && fields.get("by") instanceof String by
                && fields.get("settings") instanceof Map<?, ?> settings
                && Preset.isName(name)) {
            return new Preset(type, name, by, new Adjustment(numbers(settings)));
        }
        throw new ParseException("it needs type, name, by and settings", 0);
    }

    private static Map<String, Double> numbers(Map<?, ?> settings) throws ParseException {
        Map<String, Double> numbers = new HashMap<>();
        for (Map.Entry<?, ?> entry : settings.entrySet()) {
            if (!(entry.getValue() instanceof Number number)) {
                throw new ParseException(entry.getKey() + " must be a number", 0);
            }
            numbers.put(String.valueOf(entry.getKey()), number.doubleValue());
        }
        return numbers;
    }
}
