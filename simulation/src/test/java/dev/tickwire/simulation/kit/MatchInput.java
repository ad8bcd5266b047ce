package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.ColumnType;
import java.util.List;
import java.util.function.Consumer;

/** What a player does: holds until it is set again, as on a server. */
public final class MatchInput {
    private final int player;
    private final List<ColumnType> columns;
    private final Consumer<int[]> sender;
    private int[] raws;

    /** @param sender is given all raw values whenever one of them is set */
    MatchInput(int player, List<ColumnType> columns, Consumer<int[]> sender) {
        this.player = player;
        this.columns = columns;
        this.sender = sender;
        raws = columns.stream().mapToInt(ColumnType::restingRaw).toArray();
    }

    /** Sets a column of numbers; one that its column does not take is an exception. */
    public MatchInput set(String column, double value) {
        ColumnType type = typeOf(column);
        return switch (type.kind()) {
            case FIXED, INTEGER, ANGLE -> {
                double raw = Math.floor((value - type.origin()) / type.unit() + 0.5);
                if (type.kind() == ColumnType.Kind.ANGLE) {
                    raw -= Math.floor(raw / (type.wrapMask() + 1.0)) * (type.wrapMask() + 1.0);
                }
                yield setRaw(column, raw, String.valueOf(value));
            }
            default -> throw refusal(column, "is a " + type.kind() + ", and takes no number");
        };
    }

    /** Sets a flag. */
    public MatchInput set(String column, boolean flag) {
        if (typeOf(column).kind() != ColumnType.Kind.FLAG) {
            throw refusal(column, "is a " + typeOf(column).kind() + ", and no flag");
        }
        return setRaw(column, flag ? 1 : 0, String.valueOf(flag));
    }

    /** Sets a column of {@code oneOf} to a label. */
    public MatchInput set(String column, String label) {
        int raw = typeOf(column).labels().indexOf(label);
        if (raw < 0) {
            throw refusal(column, "has no label " + label + ", but " + typeOf(column).labels());
        }
        return setRaw(column, raw, label);
    }

    /** Lets go of everything: all columns are 0, or the nearest legal value. */
    public MatchInput rest() {
        raws = columns.stream().mapToInt(ColumnType::restingRaw).toArray();
        sender.accept(raws);
        return this;
    }

    private MatchInput setRaw(String column, double raw, String value) {
        ColumnType type = typeOf(column);
        if (!(raw >= type.rawMin() && raw <= type.rawMax())) {
            throw refusal(column, "does not take " + value);
        }
        raws = raws.clone();
        raws[columns.indexOf(type)] = (int) raw;
        sender.accept(raws);
        return this;
    }

    private ColumnType typeOf(String column) {
        for (ColumnType type : columns) {
            if (type.name().equals(column)) {
                return type;
            }
        }
        throw new IllegalArgumentException("the inputs have no column " + column + ", but "
                + String.join(", ", columns.stream().map(ColumnType::name).toList()));
    }

    private IllegalArgumentException refusal(String column, String sentence) {
        return new IllegalArgumentException("input " + column + " of player " + player + " " + sentence);
    }
}
