package dev.tickwire.client.swarm.bot;

import dev.tickwire.client.swarm.report.Tally;
import dev.tickwire.client.swarm.scenario.Plan.Member;
import dev.tickwire.client.swarm.scenario.Profile;
import dev.tickwire.client.swarm.scenario.RoomChoice;
import dev.tickwire.client.transport.Connection;
import dev.tickwire.client.transport.ConnectionListener;
import dev.tickwire.client.transport.Dial;
import dev.tickwire.client.transport.Disconnect;
import dev.tickwire.client.transport.Host;
import dev.tickwire.client.transport.Network;
import dev.tickwire.proto.wire.Join;
import dev.tickwire.proto.wire.Option;
import dev.tickwire.proto.wire.Welcome;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One bot. All that it does is done on its host's thread; what it is can be asked from any.
 *
 * <p>{@link #start}, {@link #leave}, {@link #breakConnection} and {@link #settle} are for that thread, too.
 */
public abstract sealed class Bot implements ConnectionListener permits Player, Griefer {
    /** What a bot is doing. */
    public enum State {
        NEW,
        JOINING,
        PLAYING,
        /** The connection is lost, and the bot comes back. */
        AWAY,
        GONE
    }

    final Member member;
    final URI server;
    final Host host;
    final Tally tally;
    private final Brains brains;
    private volatile State state = State.NEW;
    private volatile @Nullable Welcome welcome;
    private volatile @Nullable Disconnect ended;
    private volatile boolean isLeaving;
    private volatile boolean hasAsked;
    private @Nullable Connection connection;
    private int attempts;

    Bot(Member member, URI server, Host host, Tally tally, Brains brains) {
        this.member = member;
        this.server = server;
        this.host = host;
        this.tally = tally;
        this.brains = brains;
    }

    /** A bot of a plan. */
    public static Bot of(Member member, URI server, Host host, Tally tally, Brains brains) {
        return member.role().does().isBad()
                ? new Griefer(member, server, host, tally, brains)
                : new Player(member, server, host, tally, brains);
    }

    /** Starts to join; that was due at {@code dueNanos}, from which on it waits. */
    public abstract void start(long dueNanos);

    /** Leaves with a message to the server; a bot that is not in a room yet only stops. */
    public final void leave() {
        isLeaving = true;
        Connection to = connection;
        if (to == null || state != State.PLAYING) {
            state = State.GONE;
            if (to != null) {
                to.abort();
            }
            return;
        }
        sayGoodbye(to);
    }

    abstract void sayGoodbye(Connection to);

    /** Counts what the server has not answered by now. */
    public void settle(long nowNanos) {}

    /** Breaks the connection, as a failing network does. */
    public final void breakConnection() {
        Connection broken = connection;
        if (broken != null) {
            broken.abort();
        }
    }

    /** What it is. */
    public final Member member() {
        return member;
    }

    public final State state() {
        return state;
    }

    /** Whether no snapshot had come for long when the bot was settled, though the connection was open. */
    public boolean isSilent() {
        return false;
    }

    /** Why the connection is over; null: it is not, or the bot has left by itself. */
    public final @Nullable Disconnect ended() {
        return ended;
    }

    /** What the server said on joining; null: nothing yet. */
    public final @Nullable Welcome welcome() {
        return welcome;
    }

    /** Whether its join is on the way to the server, or what it says in place of one. */
    public final boolean hasAsked() {
        return hasAsked;
    }

    /** Whether it has left, or is about to. */
    public final boolean isLeaving() {
        return isLeaving;
    }

    final void setState(State now) {
        state = now;
    }

    final void setWelcome(Welcome answer) {
        welcome = answer;
    }

    final void setEnded(Disconnect why) {
        ended = why;
        state = State.GONE;
    }

    final void setConnection(@Nullable Connection now) {
        connection = now;
        hasAsked = hasAsked || now != null;
    }

    final @Nullable Connection connection() {
        return connection;
    }

    final Brains brains() {
        return brains;
    }

    final void connect(boolean upgrades, int receiveBufferBytes) {
        host.connect(new Dial(server, from(), receiveBufferBytes, upgrades, network()), this);
    }

    /** What it asks for; not yet what it can do. */
    final Join.Builder join() {
        RoomChoice rooms = member.rooms();
        Join.Builder join = Join.newBuilder()
                .setClient("tickwire-swarm")
                .setRoomType(rooms.type())
                .setRoom(rooms.id())
                .setName("Bot " + member.number());
        if (member.room() > 0) {
            join.setRoom("swarm-" + member.room()).setCreateIfMissing(true);
            rooms.options().forEach((name, value) -> join.addOptions(option(name, value)));
        }
        return join;
    }

    private static Option option(String name, Object value) {
        Option.Builder option = Option.newBuilder().setName(name);
        if (value instanceof Number number) {
            option.setNumber(number.doubleValue());
        } else if (value instanceof Boolean flag) {
            option.setFlag(flag);
        } else {
            option.setText(value.toString());
        }
        return option.build();
    }

    private @Nullable InetAddress from() {
        List<String> addresses = member.role().from();
        if (addresses.isEmpty()) {
            return null;
        }
        try {
            return InetAddress.getByName(addresses.get(member.number() % addresses.size()));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("the scenario has only addresses that need no look-up", e);
        }
    }

    /** Each connection of a bot has chances of its own, the same ones in each run. */
    private @Nullable Network network() {
        Profile profile = member.role().network();
        return profile.isDirect()
                ? null
                : new Network(
                        profile.delayMillis(),
                        profile.jitterMillis(),
                        profile.bytesPerSecond(),
                        profile.stallEverySeconds(),
                        profile.stallMillis(),
                        member.seed() + attempts++);
    }
}
