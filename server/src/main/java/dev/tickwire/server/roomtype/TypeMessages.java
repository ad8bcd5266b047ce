package dev.tickwire.server.roomtype;

import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.wire.Rates;
import dev.tickwire.proto.wire.Tunable;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.world.Past;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What clients are told of a room type. */
final class TypeMessages {
    private TypeMessages() {}

    /** {@code rules}: the class of the game. */
    static Welcome welcome(RoomSettings settings, Schema visible, List<TunableInfo> tunables, Class<?> rules) {
        Welcome.Builder welcome = Welcome.newBuilder()
                .setProtocolVersion(RoomType.PROTOCOL_VERSION)
                .setSchemaHash(visible.hash())
                .setSchema(SchemaMessages.toMessage(visible))
                .setRoomType(settings.name())
                .setRules(rulesUrl(settings.names().rules(), rules.getClassLoader()));
        return changed(welcome.build(), settings, values(tunables, settings.rates()));
    }

    /** A browser imports each address once: rules that were loaded again have another one. */
    private static String rulesUrl(String url, @Nullable ClassLoader loader) {
        String version = loader == null || loader == TypeMessages.class.getClassLoader() ? null : loader.getName();
        return url.isEmpty() || version == null ? url : url + (url.contains("?") ? "&" : "?") + "v=" + version;
    }

    /** A welcome with other settings in it. */
    static Welcome changed(Welcome welcome, RoomSettings settings, List<Tunable> tunables) {
        return welcome.toBuilder()
                .setPlayerLimit(settings.capacity().players())
                .setTickRateHz(settings.rates().tickRateHz())
                .setTicksPerSnapshot(settings.rates().ticksPerSnapshot())
                .setMostViewAgo(mostViewAgo(settings))
                .clearTunables()
                .addAllTunables(tunables)
                .build();
    }

    /** The numbers that hold. */
    static List<Tunable> values(List<TunableInfo> tunables, RoomSettings.Rates rates) {
        return tunables.stream()
                .map(tunable -> Tunable.newBuilder()
                        .setName(tunable.name())
                        .setValue(rates.tunables().getOrDefault(tunable.name(), tunable.initial()))
                        .build())
                .toList();
    }

    static byte[] rates(Welcome welcome) {
        return Rates.newBuilder()
                .setTickRateHz(welcome.getTickRateHz())
                .setTicksPerSnapshot(welcome.getTicksPerSnapshot())
                .addAllTunables(welcome.getTunablesList())
                .setMostViewAgo(welcome.getMostViewAgo())
                .build()
                .toByteArray();
    }

    /** How far back rules may look, in 1/16 ticks. */
    static int mostViewAgo(RoomSettings settings) {
        double ticks =
                settings.sight().lagCompensationMillis() * settings.rates().tickRateHz() / 1000;
        return (int) Math.round(ticks * Past.PARTS_PER_TICK);
    }
}
