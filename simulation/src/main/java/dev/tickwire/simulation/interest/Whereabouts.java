package dev.tickwire.simulation.interest;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import org.jspecify.annotations.Nullable;

/** Reads where the rows of a table are, and how large, in the game's units. */
final class Whereabouts {
    private final Placement placement;
    private final ColumnType xType;
    private final ColumnType yType;
    private final @Nullable ColumnType radiusType;

    Whereabouts(TableType type, Placement placement) {
        this.placement = placement;
        xType = type.columns().get(placement.x());
        yType = type.columns().get(placement.y());
        radiusType = placement.radiusColumn() < 0 ? null : type.columns().get(placement.radiusColumn());
    }

    double left() {
        return xType.origin();
    }

    double top() {
        return yType.origin();
    }

    double width() {
        return xType.rawMax() * xType.unit();
    }

    double height() {
        return yType.rawMax() * yType.unit();
    }

    /** From how many times as far as usual the rows are seen. */
    double reach() {
        return placement.reach();
    }

    /** Whether rows can be of different sizes. */
    boolean hasSizes() {
        return radiusType != null;
    }

    double x(Rows rows, int row) {
        return xType.origin() + rows.column(placement.x())[row] * xType.unit();
    }

    double y(Rows rows, int row) {
        return yType.origin() + rows.column(placement.y())[row] * yType.unit();
    }

    /** How far the edge of a row is from its place. */
    double edge(Rows rows, int row) {
        return radiusType == null
                ? placement.radius()
                : radiusType.origin() + rows.column(placement.radiusColumn())[row] * radiusType.unit();
    }

    /** Whether everybody sees a row. */
    boolean isRelevant(Rows rows, int row) {
        return placement.relevant() >= 0 && rows.column(placement.relevant())[row] != 0;
    }

    Placement placement() {
        return placement;
    }
}
