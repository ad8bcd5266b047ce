package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.EntityId;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.TablePart;
import dev.tickwire.simulation.state.View;
import dev.tickwire.simulation.world.Predicted;
import dev.tickwire.simulation.world.Prediction;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Tunable;
import java.util.List;

/** Whether clients that run the rules ahead of a server say what it then says. */
final class PredictionCheck {
    private final Script script;
    private final int ticksAhead;
    private final Moment[] moments;
    private List<TablePart> parts = List.of();

    /** What a server knew at one tick, and which rows' private columns each player is sent. */
    private static final class Moment {
        final Snapshot state;
        final View[] own;
        final View[] teams;
        private final boolean hasTeams;

        Moment(Schema schema) {
            state = new Snapshot(schema);
            own = new View[schema.inputs().capacity()];
            teams = new View[own.length];
            hasTeams = !schema.partsFor(Audience.TEAM).isEmpty();
        }

        void take(Simulation server, Ownership ownership) {
            server.capture(state);
            ownership.look(state);
            Rows players = state.inputs();
            for (int player = players.next(0); player >= 0; player = players.next(player + 1)) {
                own[player] = new View(state.schema());
                teams[player] = new View(state.schema());
                ownership.addOwn(player, own[player]);
                if (hasTeams) {
                    ownership.addTeam(player, teams[player]);
                }
            }
        }

        /** Whether a player is sent a row of a part. */
        boolean shows(TablePart part, int row, int player) {
            return switch (part.audience()) {
                case EVERYBODY -> true;
                case OWNER -> own[player].sees(part.table(), row);
                case TEAM -> teams[player].sees(part.table(), row);
                case NOBODY -> false;
            };
        }
    }

    PredictionCheck(Script script, int rttMillis) {
        this.script = script;
        ticksAhead = 1 + (int) Math.ceil(rttMillis / 1000.0 * script.tickRateHz);
        moments = new Moment[ticksAhead + 1];
    }

    void check() {
        if (script.ticks <= ticksAhead) {
            throw new IllegalStateException("run the match for more than " + ticksAhead + " ticks first: it predicts as"
                    + " many, and was run for " + script.ticks);
        }
        Run server = new Run(script);
        Schema schema = server.simulation().schema();
        parts = schema.parts();
        requirePredicted();
        Ownership ownership = server.simulation().ownership();
        Prediction[] clients = new Prediction[schema.inputs().capacity()];
        for (int tick = 1; tick <= script.ticks; tick++) {
            server.step();
            Moment now = moment(tick, schema);
            now.take(server.simulation(), ownership);
            if (tick > ticksAhead) {
                predict(tick - ticksAhead, clients, server.simulation());
            }
        }
    }

    private void requirePredicted() {
        Prediction any = client();
        for (TablePart part : parts) {
            if (part.audience() == Audience.EVERYBODY && any.predicted(part.index()) != Predicted.NONE) {
                return;
            }
        }
        throw new IllegalStateException("clients predict no table of this game: say predictOwn() or predictAll()");
    }

    private Prediction client() {
        Prediction client = new Prediction(script.newGame.get(), script.tickRateHz);
        client.setMostViewAgo(script.mostViewAgo);
        return client;
    }

    private Moment moment(int tick, Schema schema) {
        int slot = tick % moments.length;
        if (moments[slot] == null) {
            moments[slot] = new Moment(schema);
        }
        return moments[slot];
    }

    private Moment moment(int tick) {
        return moments[tick % moments.length];
    }

    private void predict(int base, Prediction[] clients, Simulation server) {
        Rows players = moment(base).state.inputs();
        for (int player = players.next(0); player >= 0; player = players.next(player + 1)) {
            if (clients[player] == null) {
                clients[player] = client();
            }
            for (Tunable tunable : server.tunables()) {
                clients[player].tune(tunable.name(), tunable.get());
            }
            predict(base, player, clients[player]);
        }
    }

    private void predict(int base, int player, Prediction client) {
        load(moment(base), player, client);
        for (int tick = base + 1; tick <= base + ticksAhead; tick++) {
            Rows inputs = moment(tick).state.inputs();
            if (!inputs.isPresent(player)
                    || inputs.id(player) != moment(base).state.inputs().id(player)) {
                return;
            }
            int[] raws = new int[inputs.columnCount()];
            for (int c = 0; c < raws.length; c++) {
                raws[c] = inputs.column(c)[player];
            }
            client.setInput(raws, 0);
            client.step();
            compare(base, tick, player, client);
        }
    }

    private void load(Moment from, int player, Prediction client) {
        client.begin(from.state.tick(), player);
        for (TablePart part : parts) {
            if (part.audience() == Audience.EVERYBODY) {
                Rows rows = from.state.table(part.table());
                for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                    client.add(part.index(), rows.id(row));
                }
            }
        }
        for (TablePart part : parts) {
            Rows rows = from.state.table(part.table());
            for (int c = 0; c < part.columns().length; c++) {
                int[] raws = client.column(part.index(), c);
                int[] known = rows.column(part.columns()[c]);
                for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                    if (from.shows(part, row, player)) {
                        int width = part.type().columns().get(c).cells();
                        System.arraycopy(known, row * width, raws, row * width, width);
                    }
                }
            }
        }
        client.loaded();
    }

    private void compare(int base, int tick, int player, Prediction client) {
        for (TablePart part : parts) {
            if (part.audience() == Audience.EVERYBODY && client.predicted(part.index()) != Predicted.NONE) {
                int[] ids = new int[part.type().capacity()];
                int count = client.predictedIds(part.index(), ids);
                Rows before = moment(base).state.table(part.table());
                Rows then = moment(tick).state.table(part.table());
                for (int i = 0; i < count; i++) {
                    // What comes or goes meanwhile has another row on the server, or none.
                    if (before.rowOf(ids[i]) >= 0 && then.rowOf(ids[i]) >= 0) {
                        compare(
                                part,
                                EntityId.slot(ids[i]),
                                then,
                                client,
                                "tick " + tick + " by player " + player + ", from the snapshot of tick " + base);
                    }
                }
            }
        }
    }

    private static void compare(TablePart part, int row, Rows then, Prediction client, String when) {
        for (int c = 0; c < part.columns().length; c++) {
            ColumnType type = part.type().columns().get(c);
            if (type.kind() != ColumnType.Kind.FIXED && type.kind() != ColumnType.Kind.ANGLE) {
                continue;
            }
            int predicted = client.column(part.index(), c)[row];
            int actual = then.column(part.columns()[c])[row];
            if (predicted != actual) {
                double off = Math.abs(type.shortestWay(actual, predicted)) * type.unit();
                throw new AssertionError(part.type().name() + "." + type.name() + " of row " + row
                        + " was predicted as " + (type.origin() + predicted * type.unit()) + " for " + when
                        + ", and is " + (type.origin() + actual * type.unit()) + " on the server: " + off
                        + " off; do the rules read what a client does not know: hidden columns, what others do,"
                        + " step.random()?");
            }
        }
    }
}
