package dev.tickwire.server.admin;

import com.typesafe.config.ConfigUtil;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.settings.EffectiveValue;
import dev.tickwire.server.settings.Setting;
import dev.tickwire.server.settings.Settings;
import dev.tickwire.server.values.PlainNumber;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Tells every value that holds, and where it comes from: what operators say of all rooms of a type, too. */
public final class ConfigApi {
    private final Supplier<List<EffectiveValue>> config;
    private final LocalRooms rooms;

    /** Of a config that may change; what it tells has no secrets in it. */
    public ConfigApi(Supplier<List<EffectiveValue>> config, LocalRooms rooms) {
        this.config = config;
        this.rooms = rooms;
    }

    Answer config() {
        Map<String, String> adjusted = adjusted();
        return Answer.json(config.get().stream()
                .map(value -> adjusted.containsKey(value.setting())
                        ? new EffectiveValue(value.setting(), adjusted.get(value.setting()), EffectiveValue.CONSOLE)
                        : value)
                .map(EffectiveValue::fields)
                .toList());
    }

    /** By path in a config, as a config has it. */
    private Map<String, String> adjusted() {
        Map<String, String> all = new HashMap<>();
        rooms.adjustments().forEach((scope, adjustment) -> {
            if (scope instanceof Scope.OfType type && type.percent() == Scope.OfType.ALL) {
                String prefix = ConfigUtil.joinPath(Settings.ROOM_TYPES, type.type()) + ".";
                adjustment.values().forEach((name, value) -> all.put(prefix + name, text(prefix + name, value)));
            }
        });
        return all;
    }

    private static String text(String path, double value) {
        Setting setting = Settings.at(path);
        boolean isTime = setting != null && setting.kind() == Setting.Kind.TIME;
        return PlainNumber.of(value) + (isTime ? "ms" : "");
    }
}
