package dev.tickwire.simulation.kit;

import dev.tickwire.simulation.state.ColumnType;
import dev.tickwire.simulation.state.Difference;
import dev.tickwire.simulation.state.Rows;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.state.TableType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Whether a match comes out the same in JavaScript: rules that TeaVM compiled, run by Node. */
final class JavaScriptRun {
    /** Prints the hash of the state after each tick; and at one tick, all rows. */
    private static final String PLAYER = """
            import { readFileSync } from "node:fs";
            const [module, file, tickRateHz, seed, mostViewAgo, ticks, widths, shown] = process.argv.slice(2);
            const all = (await import(module)).rules();
            const lines = readFileSync(file, "utf8").split("\\n").slice(0, -1);
            const first = lines.shift().split(" ");
            for (let i = 1; i + 1 < first.length; i += 2) all.tune(first[i], Number(first[i + 1]));
            const match = all.simulate(Number(tickRateHz), BigInt(seed));
            match.setMostViewAgo(Number(mostViewAgo));
            let next = 0;
            for (let tick = 0; tick < Number(ticks); tick++) {
              while (next < lines.length && Number.parseInt(lines[next]) <= tick) act(lines[next++].split(" "));
              match.step();
              if (!shown) console.log(match.stateHash());
              else if (match.tick() === Number(shown)) show();
            }
            function act([, what, player, ...rest]) {
              if (what === "join") {
                match.join(Number(player), rest.slice(2).join(" "), rest[1].slice(1), rest[0] === "true");
              }
              else if (what === "leave") match.leave(Number(player));
              else if (what === "command") {
                const [kind, count, ...values] = rest;
                const texts = values.slice(Number(count)).map((text) => decodeURIComponent(text.slice(1)));
                match.command(Number(player), Number(kind), Int32Array.from(values.slice(0, Number(count)), Number), texts);
              } else if (what === "input") match.setInput(Number(player), Int32Array.from(rest, Number), 0);
              else for (let i = 0, all = [player, ...rest]; i + 1 < all.length; i += 2) match.tune(all[i], Number(all[i + 1]));
            }
            function show() {
              match.tableNames().forEach((_, table) => {
                const columns = match.columnNames(table).map((_, column) => match.column(table, column));
                const cells = JSON.parse(widths)[table];
                for (const id of match.ids(table)) {
                  const row = id & 0xffff;
                  const raws = columns.flatMap((raws, c) => [...raws.subarray(row * cells[c], (row + 1) * cells[c])]);
                  console.log([table, row, ...raws].join(" "));
                }
              });
            }
            """;

    private final Script script;
    private final Path module;

    JavaScriptRun(Script script, Path module) {
        this.script = script;
        this.module = module;
    }

    /** Does nothing but say so where there is no Node, or no such module. */
    void check() {
        if (!Files.exists(module)) {
            System.err.println("not run in JavaScript: there is no " + module + "; compile the rules first");
            return;
        }
        try {
            Path folder = Files.createTempDirectory("tickwire-match");
            try {
                compare(folder);
            } finally {
                for (String file : List.of("play.mjs", "script.txt", "out.txt", "err.txt")) {
                    Files.deleteIfExists(folder.resolve(file));
                }
                Files.delete(folder);
            }
        } catch (NoNodeException e) {
            System.err.println("not run in JavaScript: there is no program called node");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    private void compare(Path folder) throws IOException, InterruptedException {
        Files.writeString(folder.resolve("play.mjs"), PLAYER);
        Files.write(folder.resolve("script.txt"), lines());
        Run here = new Run(script);
        List<String> hashes = node(folder, here, "");
        StateHash hash = new StateHash(here.state().schema());
        for (int tick = 1; tick <= script.ticks; tick++) {
            here.step();
            String there = tick <= hashes.size() ? hashes.get(tick - 1) : "";
            if (!there.equals(String.valueOf(hash.ofAll(here.state())))) {
                throw new AssertionError("at tick " + tick + ", "
                        + firstDifference(here.state(), node(folder, here, String.valueOf(tick)))
                        + ": do the rules use anything that is not the same in JavaScript?");
            }
        }
    }

    private List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(new Deed.Tune(0, script.tunables).words());
        for (Deed deed : script.deeds) {
            lines.add(deed.tick() + " " + deed.words());
        }
        return lines;
    }

    private List<String> node(Path folder, Run here, String shown) throws IOException, InterruptedException {
        Path out = folder.resolve("out.txt");
        Path err = folder.resolve("err.txt");
        ProcessBuilder node = new ProcessBuilder(
                        "node",
                        folder.resolve("play.mjs").toString(),
                        module.toUri().toString(),
                        folder.resolve("script.txt").toString(),
                        String.valueOf(script.tickRateHz),
                        String.valueOf(script.seed),
                        String.valueOf(script.mostViewAgo),
                        String.valueOf(script.ticks),
                        widths(here.state().schema()),
                        shown)
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
        Process process;
        try {
            process = node.start();
        } catch (IOException e) {
            throw new NoNodeException(e);
        }
        if (process.waitFor() != 0) {
            throw new AssertionError("the rules in " + module + " failed in Node: " + Files.readString(err));
        }
        return Files.readAllLines(out);
    }

    /** Of each table how many cells a row has in each column. */
    private static String widths(Schema schema) {
        return schema.tables().stream()
                .map(table -> table.columns().stream().map(ColumnType::cells).toList())
                .toList()
                .toString();
    }

    private static String firstDifference(Snapshot here, List<String> there) {
        int line = 0;
        for (int t = 0; t < here.tableCount(); t++) {
            TableType type = here.schema().tables().get(t);
            Rows rows = here.table(t);
            for (int row = rows.next(0); row >= 0; row = rows.next(row + 1)) {
                String[] words = line < there.size() ? there.get(line++).split(" ") : new String[0];
                int width = type.columns().stream().mapToInt(ColumnType::cells).sum();
                if (words.length != 2 + width
                        || !words[0].equals(String.valueOf(t))
                        || !words[1].equals(String.valueOf(row))) {
                    return "row " + row + " of " + type.name() + " is there, but not in JavaScript";
                }
                int word = 2;
                for (int c = 0; c < type.columns().size(); c++) {
                    int cells = rows.width(c);
                    for (int at = row * cells; at < (row + 1) * cells; at++) {
                        int raw = Integer.parseInt(words[word++]);
                        if (raw != rows.column(c)[at]) {
                            return difference(type, c, row, rows.column(c)[at], raw, here);
                        }
                    }
                }
            }
        }
        return "rows, inputs or the random generator are others in JavaScript";
    }

    private static String difference(TableType type, int column, int row, int here, int there, Snapshot state) {
        ColumnType of = type.columns().get(column);
        return type.name() + "." + of.name() + " of row " + row + " is " + Difference.value(of, here, state) + ", but "
                + Difference.value(of, there, state) + " in JavaScript";
    }

    private static final class NoNodeException extends IOException {
        NoNodeException(IOException cause) {
            super(cause);
        }
    }
}
