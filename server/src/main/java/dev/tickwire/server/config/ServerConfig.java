package dev.tickwire.server.config;

import dev.tickwire.server.address.AddressLimits;
import dev.tickwire.server.admin.AdminSettings;
import dev.tickwire.server.api.ApiSettings;
import dev.tickwire.server.directory.DrainSettings;
import dev.tickwire.server.directory.LocalRooms;
import dev.tickwire.server.log.LogSettings;
import dev.tickwire.server.loop.Loops;
import dev.tickwire.server.recording.RecorderSettings;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.server.saves.SavesSettings;
import dev.tickwire.server.session.Limits;
import dev.tickwire.server.settings.EffectiveValue;
import dev.tickwire.server.store.StoreSettings;
import dev.tickwire.server.transport.Transport;
import java.util.List;

/**
 * All settings of a server: validated, immutable.
 *
 * @param roomTypes at least one; the first is the default
 */
public record ServerConfig(
        Transport.Settings transport,
        Limits limits,
        AddressLimits perAddress,
        LocalRooms.Limits rooms,
        Loops.Settings loops,
        SavesSettings saves,
        Operation operation,
        ApiSettings api,
        List<RoomType> roomTypes) {
    /**
     * How operators see the server, and act on it.
     *
     * @param effective every value that holds, without secrets
     */
    public record Operation(
            AdminSettings admin,
            LogSettings log,
            DrainSettings drain,
            RecorderSettings recorder,
            StoreSettings store,
            List<EffectiveValue> effective) {
        public Operation {
            effective = List.copyOf(effective);
        }
    }

    public AdminSettings admin() {
        return operation.admin;
    }

    public LogSettings log() {
        return operation.log;
    }

    public DrainSettings drain() {
        return operation.drain;
    }

    public RecorderSettings recorder() {
        return operation.recorder;
    }

    public StoreSettings store() {
        return operation.store;
    }

    public ServerConfig {
        roomTypes = List.copyOf(roomTypes);
    }
}
