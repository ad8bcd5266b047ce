package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EventLog;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.TableType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says which events a player sees: those that happen near enough to a point from which it looks, and those that have no
 * place. Allocates nothing.
 */
public final class EventSight {
    private final Placement[] placements;
    private final ColumnType[] xTypes;
    private final ColumnType[] yTypes;
    private final @Nullable ColumnType[] radiusTypes;
    private final double radius;

    /** For events of a schema whose kinds are placed like this, and for players who see as far as {@code radius}. */
    public EventSight(Schema schema, List<Placement> placements, double radius) {
        int kinds = placements.size();
        this.placements = placements.toArray(new Placement[0]);
        xTypes = new ColumnType[kinds];
        yTypes = new ColumnType[kinds];
        radiusTypes = new @Nullable ColumnType[kinds];
        this.radius = radius;
        for (int kind = 0; kind < kinds; kind++) {
            Placement placement = placements.get(kind);
            if (placement.isSomewhere()) {
                TableType type = schema.events().get(kind);
                xTypes[kind] = type.columns().get(placement.x());
                yTypes[kind] = type.columns().get(placement.y());
                radiusTypes[kind] =
                        placement.radiusColumn() < 0 ? null : type.columns().get(placement.radiusColumn());
            }
        }
    }

    /** Whether a player who looks from there sees an event that the log still has. */
    public boolean sees(Eye eye, EventLog log, long event) {
        int kind = log.kind(event);
        Placement placement = placements[kind];
        if (!eye.isSomewhere() || !placement.isSomewhere()) {
            return true;
        }
        if (placement.relevant() >= 0 && log.raw(event, placement.relevant()) != 0) {
            return true;
        }
        double x = value(xTypes[kind], log.raw(event, placement.x()));
        double y = value(yTypes[kind], log.raw(event, placement.y()));
        ColumnType radiusType = radiusTypes[kind];
        double edge =
                radiusType == null ? placement.radius() : value(radiusType, log.raw(event, placement.radiusColumn()));
        double farthest = radius * placement.reach();
        return eye.distanceSquared(x, y, edge) <= farthest * farthest;
    }

    private static double value(ColumnType type, int raw) {
        return type.origin() + raw * type.unit();
    }
}
