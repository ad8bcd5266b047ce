package dev.tickwire.simulation.swap;

import dev.tickwire.simulation.world.Column;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** A random schema, and random later versions of it that worlds can be taken over into. */
record Draft(List<TableDraft> tables) {
    record TableDraft(String name, String was, int capacity, List<ColumnDraft> columns) {}

    /** {@code kind}: which of the kinds, from 0. */
    record ColumnDraft(String name, String was, int kind, double min, double max, double step, boolean isHidden) {}

    static Draft random(Random random) {
        List<TableDraft> tables = new ArrayList<>();
        for (int t = random.nextInt(4); t >= 0; t--) {
            List<ColumnDraft> columns = new ArrayList<>();
            for (int c = random.nextInt(6); c >= 0; c--) {
                columns.add(column("c" + c, "", random.nextInt(6), random));
            }
            tables.add(new TableDraft("t" + t, "", 1 + random.nextInt(200), columns));
        }
        return new Draft(tables);
    }

    private static ColumnDraft column(String name, String was, int kind, Random random) {
        double min = random.nextInt(200) - 100;
        double max = min + 1 + random.nextInt(300);
        double step = kind == 0 ? 1.0 / (1 << random.nextInt(5)) : 1;
        return new ColumnDraft(name, was, kind, min, max, step, random.nextInt(4) == 0);
    }

    Draft later(Random random) {
        List<TableDraft> later = new ArrayList<>();
        for (TableDraft table : tables) {
            if (random.nextInt(8) == 0) {
                continue;
            }
            List<ColumnDraft> columns = new ArrayList<>();
            for (ColumnDraft column : table.columns) {
                boolean isNumber = column.kind <= 2;
                int kind = isNumber ? random.nextInt(3) : column.kind;
                switch (random.nextInt(6)) {
                    case 0 -> columns.add(column);
                    case 1 -> columns.add(column("r" + column.name, column.name, kind, random));
                    case 2 -> columns.add(column("n" + column.name, "", random.nextInt(6), random));
                    case 3 -> {}
                    default -> columns.add(column(column.name, "", kind, random));
                }
            }
            boolean isRenamed = random.nextInt(4) == 0;
            later.add(new TableDraft(
                    isRenamed ? "r" + table.name : table.name,
                    isRenamed ? table.name : "",
                    table.capacity + random.nextInt(30),
                    columns));
        }
        return new Draft(later);
    }

    /** A game of this schema, whose rules do random things. */
    static final class Drafted extends Version {
        final List<Table> declared = new ArrayList<>();
        final List<List<Column>> columns = new ArrayList<>();
        final Random random;

        Drafted(Draft draft, long seed) {
            random = new Random(seed);
            inputs(new Table("inputs", 2)).flag("fire");
            for (TableDraft table : draft.tables) {
                Table made = table(new Table(table.name, table.capacity));
                if (!table.was.isEmpty()) {
                    made.was(table.was);
                }
                List<Column> all = new ArrayList<>();
                for (ColumnDraft column : table.columns) {
                    Column one = declare(made, column);
                    all.add(column.isHidden ? one.hidden() : one);
                }
                declared.add(made);
                columns.add(all);
            }
            does(this::act);
        }

        private static Column declare(Table table, ColumnDraft column) {
            Column made = switch (column.kind) {
                case 0 -> table.fixed(column.name, column.min, column.max, column.step);
                case 1 -> table.integer(column.name, (int) column.min, (int) column.max);
                case 2 -> table.flag(column.name);
                case 3 -> table.angle(column.name, 1 + (int) (column.max - column.min) % 20);
                case 4 -> table.text(column.name, 1 + (int) (column.max - column.min) % 9);
                default -> table.oneOf(column.name, column.max > 50 ? "a b c".split(" ") : "c d b".split(" "));
            };
            return column.was.isEmpty() ? made : made.was(column.was);
        }

        private void act(Step step) {
            for (int t = 0; t < declared.size(); t++) {
                Table table = declared.get(t);
                int row = random.nextInt(table.capacity());
                if (table.isPresent(row)) {
                    table.remove(row);
                } else if (random.nextBoolean()) {
                    table.addAt(row);
                }
                for (row = table.first(); row >= 0; row = table.next(row)) {
                    for (Column column : columns.get(t)) {
                        set(column, row);
                    }
                }
            }
        }

        private void set(Column column, int row) {
            switch (column.type().kind()) {
                case TEXT -> column.set(row, "word " + random.nextInt(2000));
                case ANGLE -> column.set(row, random.nextDouble() * 7);
                default -> column.setRaw(row, random.nextInt(10_000) - 3_000);
            }
        }
    }
}
