package dev.tickwire.client.swarm.bot;

import dev.tickwire.client.swarm.scenario.Behaviour;
import dev.tickwire.client.transport.Connection;
import dev.tickwire.client.transport.Opcodes;
import dev.tickwire.proto.codec.MalformedFrameException;
import dev.tickwire.proto.codec.SchemaMessages;
import dev.tickwire.proto.wire.ClientFrame;
import dev.tickwire.proto.wire.Command;
import dev.tickwire.proto.wire.Commands;
import dev.tickwire.proto.wire.Input;
import dev.tickwire.proto.wire.Welcome;
import dev.tickwire.simulation.state.CommandType;
import dev.tickwire.simulation.state.Schema;
import java.util.List;
import java.util.SplittableRandom;

/** What a bot that misbehaves sends. */
final class Mischief {
    private static final int INPUTS_AT_ONCE = 20;
    private static final int COMMANDS_AT_ONCE = 64;
    private static final int PING_BYTES = 125;
    private static final int LARGE_BYTES = 200_000;
    private static final int FAR_TICKS = 100_000;
    /** The server counts it in sixteenths of a tick. */
    private static final int LONG_AGO = 1 << 20;

    private final Behaviour does;
    private final SplittableRandom random;
    private List<Integer> restingInput = List.of();
    private Command command = Command.getDefaultInstance();
    private int newestTick;
    private int ownTick;
    private int nextCommand = 1;
    private boolean isInMessage;

    Mischief(Behaviour does, SplittableRandom random) {
        this.does = does;
        this.random = random;
    }

    /** It has joined, over a new connection. */
    void begin(Welcome welcome) {
        isInMessage = false;
        ownTick = 0;
        nextCommand = Math.max(1, welcome.getNextCommand());
        try {
            Schema schema = SchemaMessages.fromMessage(welcome.getSchema());
            restingInput = schema.inputs().columns().stream()
                    .map(column -> column.restingRaw())
                    .toList();
            command = schema.commands().isEmpty()
                    ? command
                    : resting(schema.commands().get(0));
        } catch (MalformedFrameException e) {
            throw new IllegalStateException("the server's schema makes no sense", e);
        }
    }

    private static Command resting(CommandType kind) {
        Command.Builder resting = Command.newBuilder();
        kind.numbers().forEach(column -> resting.addValues(column.restingRaw()));
        kind.texts().forEach(column -> resting.addTexts(""));
        return resting.build();
    }

    /** A snapshot of that tick has come. */
    void seen(int tick) {
        newestTick = tick;
    }

    /** Does once what it does. */
    void act(Connection to) {
        switch (does) {
            case FLOOD_INPUTS -> to.send(inputs());
            case FLOOD_COMMANDS -> to.send(commands());
            case FLOOD_FRAGMENTS -> fragment(to);
            case FLOOD_PINGS -> to.send(Opcodes.PING, true, new byte[PING_BYTES], 0, PING_BYTES);
            case MALFORMED -> malformed(to);
            case OVERSIZED -> to.send(new byte[LARGE_BYTES]);
            case FUTURE_INPUTS -> to.send(input(newestTick + FAR_TICKS, 0));
            case LYING_ACKS -> to.send(ack(random.nextBoolean() ? newestTick + FAR_TICKS : 1));
            case LYING_VIEW -> to.send(input(newestTick + 2, LONG_AGO));
            case DRIFTING_CLOCK -> {
                ownTick = ownTick == 0 ? newestTick + 2 : ownTick + 1;
                to.send(input(ownTick, 0));
            }
            default -> {}
        }
    }

    private byte[] inputs() {
        ClientFrame.Builder message = ClientFrame.newBuilder().setAckTick(newestTick);
        for (int i = 1; i <= INPUTS_AT_ONCE; i++) {
            message.addInputs(Input.newBuilder().setTick(newestTick + i).addAllValues(restingInput));
        }
        return message.build().toByteArray();
    }

    private byte[] input(int tick, int viewAgo) {
        return ClientFrame.newBuilder()
                .setAckTick(newestTick)
                .addInputs(Input.newBuilder().setTick(tick).setViewAgo(viewAgo).addAllValues(restingInput))
                .build()
                .toByteArray();
    }

    private byte[] commands() {
        Commands.Builder commands = Commands.newBuilder().setFirst(nextCommand);
        for (int i = 0; i < COMMANDS_AT_ONCE; i++) {
            commands.addCommands(command);
        }
        nextCommand += COMMANDS_AT_ONCE;
        return ClientFrame.newBuilder()
                .setAckTick(newestTick)
                .setCommands(commands)
                .build()
                .toByteArray();
    }

    private static byte[] ack(int tick) {
        return ClientFrame.newBuilder().setAckTick(tick).build().toByteArray();
    }

    private void fragment(Connection to) {
        to.send(isInMessage ? Opcodes.CONTINUATION : Opcodes.BINARY, false, new byte[1], 0, 1);
        isInMessage = true;
    }

    private void malformed(Connection to) {
        byte[] noise = new byte[1 + random.nextInt(64)];
        random.nextBytes(noise);
        switch (random.nextInt(3)) {
            case 0 -> to.send(noise);
            case 1 -> to.sendRaw(noise);
            default -> to.send(Opcodes.TEXT, true, noise, 0, noise.length);
        }
    }
}
