package dev.tickwire.server.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import dev.tickwire.server.settings.Settings;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The values of a config by path, as texts that can be compared and shown.
 *
 * @param values all that hold
 * @param ofFile those that would hold if the command line set nothing; empty: the same, or not known
 * @param roomTypes their names; the first is the default
 */
record FlatConfig(Map<String, String> values, Map<String, String> ofFile, List<String> roomTypes) {
    /** All values of a config, by path, sorted. */
    static Map<String, String> textsOf(Config config) {
        Map<String, String> texts = new TreeMap<>();
        collect("", config.root(), texts);
        return texts;
    }

    private static void collect(String path, ConfigObject object, Map<String, String> texts) {
        object.forEach((key, value) -> {
            String name = ConfigUtil.joinPath(key);
            String inner = path.isEmpty() ? name : path + "." + name;
            if (value instanceof ConfigObject section) {
                collect(inner, section, texts);
            } else {
                texts.put(inner, Settings.text(value));
            }
        });
    }
}
