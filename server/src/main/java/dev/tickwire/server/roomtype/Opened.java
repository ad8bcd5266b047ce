package dev.tickwire.server.roomtype;

import dev.tickwire.server.roomtype.RoomSettings.Capacity;
import dev.tickwire.server.roomtype.RoomSettings.Logs;
import dev.tickwire.server.roomtype.RoomSettings.Rates;
import dev.tickwire.server.roomtype.RoomSettings.Sight;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * What a room was opened with that it keeps, whatever its type becomes.
 *
 * @param places of which it has never more
 * @param hasChosenRate whether players chose its tick rate: it has no other
 */
record Opened(Capacity places, boolean hasChosenRate) {
    /**
     * The settings of a room that runs, with all that it can take over from those that its type has now. It keeps what
     * its memory is made for, how it was opened, and whether players see everything.
     */
    RoomSettings follow(RoomSettings settings, RoomSettings now) {
        Capacity capacity = settings.capacity();
        Logs logs = settings.logs();
        Sight sight = settings.sight();
        boolean areBothLimited = sight.radii() != null && now.sight().radii() != null;
        return new RoomSettings(
                settings.names(),
                settings.opening(),
                follow(settings.rates(), now.rates()),
                new Capacity(
                        Math.min(now.capacity().players(), places.players()),
                        Math.min(now.capacity().spectators(), places.spectators()),
                        now.capacity().rooms(),
                        capacity.mailbox(),
                        now.capacity().inputQueue(),
                        now.capacity().commandQueue()),
                now.timeouts(),
                now.flow(),
                new Logs(
                        logs.snapshots(),
                        logs.events(),
                        logs.chats(),
                        now.logs().chatPerTenSeconds(),
                        now.logs().hashIntervalSnapshots(),
                        now.logs().hashEverySnapshotLimit()),
                new Sight(
                        areBothLimited ? now.sight().radii() : sight.radii(),
                        now.sight().lagCompensationMillis(),
                        now.sight().inputWindowMillis()));
    }

    private Rates follow(Rates rates, Rates now) {
        return hasChosenRate
                ? new Rates(rates.tickRateHz(), rates.ticksPerSnapshot(), now.bots(), now.tunables())
                : now;
    }

    /** Settings that rooms follow as a rule, and that this one does not, as the config names them. */
    Set<String> keeps(RoomSettings settings, RoomSettings now) {
        RoomSettings will = follow(settings, now);
        Set<String> kept = new HashSet<>();
        if (will.capacity().players() != now.capacity().players()) {
            kept.add("playerLimit");
        }
        if (will.capacity().spectators() != now.capacity().spectators()) {
            kept.add("spectatorLimit");
        }
        if (hasChosenRate) {
            kept.addAll(Set.of("tickRateHz", "snapshotRateHz"));
        }
        if (!Objects.equals(will.sight().radii(), now.sight().radii())) {
            kept.addAll(Set.of(
                    "interest.fullRateRadius",
                    "interest.halfRateRadius",
                    "interest.quarterRateRadius",
                    "interest.hysteresis"));
        }
        return kept;
    }
}
