package dev.tickwire.client.types;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tickwire.simulation.arena.Arena;
import dev.tickwire.simulation.whiteboard.Whiteboard;
import dev.tickwire.simulation.world.Game;
import dev.tickwire.simulation.world.Options;
import dev.tickwire.simulation.world.Simulation;
import dev.tickwire.simulation.world.Step;
import dev.tickwire.simulation.world.Table;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class TypesCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** A game that cannot start. */
    public static final class Sunken extends Game {
        public Sunken() {
            throw new IllegalStateException("no harbour");
        }

        @Override
        public void step(Step step) {}
    }

    @Test
    void shouldWriteATypeForEachKindOfColumnAndAudience() {
        assertThat(run("--game", Regatta.class.getName())).isZero();
        assertThat(out.toString()).isEqualTo("""
                // Made by `./tickwire types --game dev.tickwire.client.types.Regatta` \
                from the game's Java class: change that, and make it anew.

                /** The tables, events, inputs, commands and tunables of the game, for `join<Regatta>({ … })`. */
                export interface Regatta {
                  tables: {
                    boats: {
                      /** 0 to 2400, in steps of 1/16. */
                      x: number;
                      /** 0.5 to 3, in steps of 0.3. */
                      draught: number;
                      /** Radians: one of 1024 directions. */
                      heading: number;
                      /** Sent to the owner only. 0 to 100. */
                      leak?: number;
                      name: string;
                      /** Sent to the owner and its team only. */
                      sail?: "furled" | "full-sail";
                      /** Id of one of the sea-buoys; 0: none. */
                      rounds: number;
                      /** 8 cells, each -1 to 99. */
                      crates: Int32Array;
                      /** Sent to the owner only. 3 cells, each 0 to 9. */
                      log?: Int32Array;
                    };
                    "sea-buoys": {};
                  };
                  events: {
                    gusts: {
                      /** 0 to 12. */
                      force: number;
                    };
                  };
                  inputs: {
                    /** -1 to 1. */
                    rudder: number;
                    hoist: boolean;
                  };
                  commands: {
                    tack: {
                      values: {
                        /** -90 to 90. */
                        degrees: number;
                        /** Id of one of the sea-buoys; 0: none. */
                        around: number;
                      };
                      answer: "done" | "too-slow";
                    };
                    "drop-anchor": {
                      values: {};
                      answer: boolean;
                    };
                  };
                  tunables: {
                    /** 0.5 to 20. */
                    windSpeed: number;
                    /** 0 to 8. */
                    "buoy-count": number;
                  };
                }

                /** Give it to `join` as `schema`: a server whose game lacks any of it is not for this page. */
                export const regattaSchema = {
                  tables: {
                    boats: {
                      x: "FIXED",
                      draught: "FIXED",
                      heading: "ANGLE",
                      leak: "INTEGER",
                      name: "TEXT",
                      sail: "ENUM",
                      rounds: "REFERENCE",
                      crates: "CELLS",
                      log: "CELLS",
                    },
                    "sea-buoys": {},
                  },
                  events: {
                    gusts: { force: "INTEGER" },
                  },
                  inputs: { rudder: "INTEGER", hoist: "FLAG" },
                  commands: {
                    tack: { degrees: "INTEGER", around: "REFERENCE" },
                    "drop-anchor": {},
                  },
                } as const;
                """);
    }

    @Test
    void shouldFindGamesInADirectoryOfClasses() throws IOException {
        Path source = Files.writeString(folder.resolve("Dots.java"), """
                import dev.tickwire.simulation.world.*;
                public final class Dots extends Game {
                    final Table keys = inputs(new Table("keys", 64));
                    @Override public void step(Step step) {}
                }
                """);
        String classPath = Path.of("../simulation/target/classes").toString();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-cp", classPath, "-d", folder.toString(), source.toString()))
                .isZero();

        assertThat(run("--game", "Dots", "--games", folder.toString())).isZero();
        assertThat(out.toString()).contains("export interface Dots {", "  tables: {\n  };", "  inputs: {};");
    }

    @Test
    void shouldWriteToAFile() throws IOException {
        Path file = folder.resolve("arena.ts");

        assertThat(run("--game", "arena", "--out", file.toString())).isZero();
        assertThat(file).content().contains("export interface Arena {");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldHoldTheTypesOfTheDemoInStepWithItsGame() throws IOException {
        requireInStep("arena", new Arena(), "web/demo/src/arenaTypes.ts");
    }

    @Test
    void shouldHoldTheTypesOfTheWhiteboardInStepWithItsRules() throws IOException {
        requireInStep("whiteboard", new Whiteboard(), "web/whiteboard/src/whiteboardTypes.ts");
    }

    private static void requireInStep(String name, Game game, String file) throws IOException {
        assertThat(Files.readString(Path.of(file)))
                .as("renew it: ./tickwire types --game %s --out demo-client/%s", name, file)
                .isEqualTo(TypeScriptModule.of(name, game, new Simulation(game, 20, 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--game areena | no built-in game (arena, walkers, whiteboard) and no class that --games or the class"
                        + " path has; did you mean arena?",
                "--game java.lang.String | names java.lang.String, which does not extend dev.tickwire",
                "--game dev.tickwire.client.types.TypesCommandTest$Sunken | TypesCommandTest$Sunken threw"
                        + " java.lang.IllegalStateException: no harbour (TypesCommandTest.java:",
                "--game arena --games /no/such.jar | --games /no/such.jar does not exist",
                "--game arena --out /no/such/folder/arena.ts | --out: /no/such/folder/arena.ts cannot be written",
            })
    void shouldExitWithTwoAndASentenceWhereArgumentsAreUnusable(String arguments, String sentence) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).contains(sentence).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    private int run(String... arguments) {
        return new CommandLine(new TypesCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
    }

    /** A game whose rooms can be opened in several ways. */
    public static final class Cards extends Game {
        {
            inputs(new Table("hands", 4));
        }

        private final Options choices = options(new Options());

        {
            choices.integer("cards", 3, 10).label();
            choices.oneOf("mode", "calm", "wild");
            choices.text("password", 40).hidden();
            Table round = table(new Table("round", 1));
            round.integer("number", 0, 9).label();
            round.oneOf("phase", "lobby", "playing").label();
        }

        @Override
        public void step(Step step) {}
    }

    @Test
    void shouldWriteWhatARoomMayBeOpenedWith() {
        assertThat(run("--game", Cards.class.getName())).isZero();
        assertThat(out.toString()).contains("""
                          options: {
                            /** 3 to 10. */
                            cards: number;
                            mode: "calm" | "wild";
                            password: string;
                          };
                          labels: {
                            /** 0 to 9. */
                            number: number;
                            phase: "lobby" | "playing";
                          };
                        """).contains("    options: { cards: \"INTEGER\", mode: \"ENUM\" },");
    }
}
