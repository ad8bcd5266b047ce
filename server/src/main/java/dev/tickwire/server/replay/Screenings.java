package dev.tickwire.server.replay;

import dev.tickwire.proto.recording.MalformedRecordingException;
import dev.tickwire.proto.recording.Recording;
import dev.tickwire.server.http.Answer;
import dev.tickwire.server.log.Failures;
import dev.tickwire.server.recording.Archive;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.world.Game;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Recordings that operators look at, played by a server by the rules that its rooms go by: the last few, on one thread
 * of its own, so that rules which do not come back keep nobody but those who look at recordings. Any thread may ask.
 */
public final class Screenings implements AutoCloseable {
    private static final int MOST_OPEN = 2;
    private static final int MOST_WAITING = 32;
    private static final long IDLE_SECONDS = 60;

    private final Archive archive;
    private final Supplier<List<RoomType>> types;
    private final ThreadPoolExecutor thread;
    /** Of the thread: the one that was asked for last is at the end. */
    private final Map<String, Open> open = new LinkedHashMap<>(MOST_OPEN, 1, true);

    private record Open(Screening screening, Supplier<Game> games) {}

    /** {@code types} are the room types as they are, whose games it plays by. */
    public Screenings(Archive archive, Supplier<List<RoomType>> types) {
        this.archive = archive;
        this.types = types;
        thread = new ThreadPoolExecutor(
                1, 1, IDLE_SECONDS, TimeUnit.SECONDS, new ArrayBlockingQueue<>(MOST_WAITING), work -> {
                    Thread made = new Thread(
                            () -> {
                                try {
                                    work.run();
                                } finally {
                                    // Nobody has looked for a while.
                                    open.clear();
                                }
                            },
                            "screenings");
                    made.setDaemon(true);
                    return made;
                });
        thread.allowCoreThreadTimeOut(true);
    }

    /** Asks something of a recording, by the name of its file; the answer comes on another thread, or at once. */
    public void ask(String name, Function<Screening, Answer> question, Consumer<Answer> to) {
        try {
            thread.execute(() -> to.accept(answer(name, question)));
        } catch (RejectedExecutionException e) {
            to.accept(Answer.problem(
                    HttpStatus.SERVICE_UNAVAILABLE_503, "Too many look at recordings at the moment: try again."));
        }
    }

    private Answer answer(String name, Function<Screening, Answer> question) {
        try {
            return question.apply(screening(name));
        } catch (UnplayableException e) {
            return Answer.problem(e.status, e.sentence);
        } catch (IOException e) {
            return Answer.problem(HttpStatus.SERVICE_UNAVAILABLE_503, name + " cannot be read at the moment.");
        } catch (MalformedRecordingException e) {
            return cannot(name, e.sentence());
        } catch (Throwable bug) {
            Failures.log("a recording could not be shown: a bug in the server", bug);
            return Answer.problem(HttpStatus.INTERNAL_SERVER_ERROR_500, "The server has made a mistake: see its log.");
        }
    }

    private static Answer cannot(String name, String why) {
        return Answer.problem(HttpStatus.UNPROCESSABLE_ENTITY_422, name + " cannot be played. " + why);
    }

    /** A file that cannot be played, for a reason. */
    private static final class UnplayableException extends Exception {
        private static final long serialVersionUID = 1;

        private final int status;
        private final String sentence;

        UnplayableException(int status, String sentence) {
            super(sentence);
            this.status = status;
            this.sentence = sentence;
        }
    }

    private Screening screening(String name) throws UnplayableException, IOException, MalformedRecordingException {
        Open is = open.get(name);
        if (is != null && is.games == games(is.screening.game())) {
            return is.screening;
        }
        byte[] file = archive.read(name);
        if (file == null) {
            throw new UnplayableException(
                    HttpStatus.NOT_FOUND_404, "There is no recording " + name + "; it may have been moved away.");
        }
        Recording recording = Recording.parse(file);
        String game = recording.head().getGame();
        Supplier<Game> made = games(game);
        if (recording.chunks().isEmpty()) {
            throw new UnplayableException(
                    HttpStatus.UNPROCESSABLE_ENTITY_422,
                    "There is no start in " + name + " from which it could be played.");
        }
        if (made == null) {
            throw new UnplayableException(
                    HttpStatus.UNPROCESSABLE_ENTITY_422,
                    "No room type of this server plays " + game + ": download it, and say where the game is:"
                            + " ./tickwire replay --games=PATH " + name + ".");
        }
        open.remove(name);
        if (open.size() == MOST_OPEN) {
            open.remove(open.keySet().iterator().next());
        }
        Screening screening = new Screening(new Film(recording, made), made, name);
        open.put(name, new Open(screening, made));
        return screening;
    }

    /** Finds a game by what recordings call it; null: it is not there. */
    public @Nullable Supplier<Game> games(String name) {
        for (RoomType type : types.get()) {
            if (type.settings().gameName().equals(name)) {
                return type.games();
            }
        }
        return null;
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
