package dev.tickwire.client.swarm;

import dev.tickwire.client.swarm.bot.Attendance;
import dev.tickwire.client.swarm.bot.Bot;
import dev.tickwire.client.swarm.bot.Brains;
import dev.tickwire.client.swarm.report.Measure;
import dev.tickwire.client.swarm.report.SwarmReport.Presence;
import dev.tickwire.client.swarm.scenario.Plan.Member;
import dev.tickwire.client.swarm.scenario.Role;
import dev.tickwire.client.transport.WebSocketClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** The bots that are there, by their numbers. Of one thread; what bots do, they do on those of the client. */
final class Crowd implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 5;

    private final URI server;
    private final Measure measure;
    private final WebSocketClient client;
    private final List<Brains> brains;
    private final Map<Integer, Bot> bots = new ConcurrentSkipListMap<>();
    private int departed;

    Crowd(Supervision by, Measure measure) {
        server = by.server();
        this.measure = measure;
        client = WebSocketClient.start(by.threads());
        List<Brains> perThread = new ArrayList<>();
        for (int i = 0; i < by.threads(); i++) {
            perThread.add(new Brains(by.games()));
        }
        brains = List.copyOf(perThread);
    }

    /** Lets a bot join; that was due at that time. */
    Bot join(Member member, long dueNanos) {
        Role role = member.role();
        Bot bot = Bot.of(
                member,
                server,
                client.loop(member.number()),
                measure.tally(role.name(), role.does().isBad()),
                brains.get(member.number() % brains.size()));
        bots.put(member.number(), bot);
        client.loop(member.number()).execute(() -> bot.start(dueNanos));
        return bot;
    }

    /** Lets a bot leave. */
    void leave(int number) {
        tell(number, bot -> {
            bot.settle(System.nanoTime());
            bot.leave();
        });
    }

    /** Breaks the connection of a bot. */
    void cut(int number) {
        tell(number, Bot::breakConnection);
    }

    private void tell(int number, Consumer<Bot> what) {
        Bot bot = bots.get(number);
        if (bot != null) {
            client.loop(number).execute(() -> what.accept(bot));
        }
    }

    /** Lets each bot count what has no answer by now, and waits until they have. */
    void settle() {
        CountDownLatch open = new CountDownLatch(bots.size());
        long now = System.nanoTime();
        bots.forEach((number, bot) -> client.loop(number).execute(() -> {
            bot.settle(now);
            open.countDown();
        }));
        try {
            boolean isDone = open.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (!isDone) {
                throw new IllegalStateException("the swarm's own threads are stuck");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets all leave. */
    void leaveAll() {
        bots.keySet().forEach(number -> tell(number, Bot::leave));
    }

    /** Forgets those who have left as they should; the others stay, gone or not. */
    void tidy() {
        bots.values().removeIf(bot -> {
            boolean isOver = bot.isLeaving() && bot.state() == Bot.State.GONE;
            departed += isOver
                            && bot.welcome() != null
                            && !bot.member().role().does().isBad()
                    ? 1
                    : 0;
            return isOver;
        });
    }

    /** Forgets those who are gone, for whatever reason. */
    void forgetLost() {
        tidy();
        bots.values().removeIf(bot -> bot.state() == Bot.State.GONE || bot.isLeaving());
    }

    /** Who is there. */
    Presence presence() {
        return Attendance.of(bots.values(), departed);
    }

    /** How many bots are like that. */
    int count(Predicate<Bot> like) {
        return (int) bots.values().stream().filter(like).count();
    }

    /** All of them. */
    List<Bot> all() {
        return List.copyOf(bots.values());
    }

    @Override
    public void close() {
        client.close();
    }
}
