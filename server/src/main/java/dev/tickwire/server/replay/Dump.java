package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.TableType;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Ticks of a film as text: all rows at the first, and then what changes. */
public final class Dump {
    private final Film film;
    private final FrameJson frames;
    private final PrintWriter out;

    /** To a writer, which this does not flush. */
    public Dump(Film film, PrintWriter out) {
        this.film = film;
        frames = new FrameJson(film);
        this.out = out;
    }

    /** Prints the ticks from one to another, both included, as far as the recording has them. */
    public void print(int from, int to) throws MalformedRecordingException {
        int first = Math.max(from, film.recording().firstTick());
        int last = Math.min(to, film.recording().lastTick());
        for (int tick = first; tick <= last; tick++) {
            film.goTo(tick);
            if (film.now().tick() != tick) {
                // A hole ends later.
                tick = film.now().tick();
            }
            print(tick == first || film.before() == null);
        }
    }

    private void print(boolean isWhole) {
        out.println("tick " + film.now().tick());
        frames.came().forEach(line -> out.println("  " + line));
        frames.events().forEach(event -> out.println("  event " + event.get("kind") + " " + event.get("fields")));
        List<TableType> types = frames.types();
        for (int i = 0; i < types.size(); i++) {
            if (isWhole) {
                Rows rows = FrameJson.rows(film.now(), i);
                for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                    out.println("  " + whole(types.get(i), frames.row(i, types.get(i), row, false)));
                }
            } else {
                for (int row : frames.changes(i)) {
                    out.println("  " + changed(types.get(i), frames.row(i, types.get(i), row, true)));
                }
            }
        }
    }

    private static String whole(TableType type, Map<String, Object> row) {
        List<?> values = list(row, "values");
        StringBuilder line = new StringBuilder(type.name() + " " + values.get(0) + ":");
        for (int i = 1; i < values.size(); i++) {
            line.append(i == 1 ? " " : ", ")
                    .append(type.columns().get(i - 1).name())
                    .append(' ')
                    .append(values.get(i));
        }
        return line.toString();
    }

    private static String changed(TableType type, Map<String, Object> row) {
        if (!row.containsKey("was")) {
            return whole(type, row) + " (" + row.get("state") + ")";
        }
        List<?> values = list(row, "values");
        List<?> was = list(row, "was");
        StringBuilder line = new StringBuilder(type.name() + " " + values.get(0) + ":");
        String between = " ";
        for (Object cell : list(row, "cells")) {
            int i = (Integer) cell;
            line.append(between).append(type.columns().get(i - 1).name()).append(' ');
            line.append(was.get(i)).append(" → ").append(values.get(i));
            between = ", ";
        }
        return line.toString();
    }

    private static List<?> list(Map<String, Object> row, String key) {
        return (List<?>) Objects.requireNonNull(row.get(key));
    }
}
