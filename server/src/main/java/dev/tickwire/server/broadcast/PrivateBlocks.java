package dev.tickwire.server.broadcast;

import dev.tickwire.proto.account.ByteAccount;
import dev.tickwire.proto.codec.ByteWriter;
import dev.tickwire.proto.codec.Replica;
import dev.tickwire.server.metrics.Counter;
import dev.tickwire.server.metrics.CounterBatch;
import dev.tickwire.simulation.interest.Ownership;
import dev.tickwire.simulation.state.Audience;
import dev.tickwire.simulation.state.Schema;
import dev.tickwire.simulation.state.Sight;
import dev.tickwire.simulation.state.Snapshot;
import dev.tickwire.simulation.state.StateHash;
import dev.tickwire.simulation.state.View;
import org.jspecify.annotations.Nullable;

/**
 * The part of a room's snapshots that only the owners of entities get, or only their teams: blocks for each player, and
 * no block where nothing changed. Belongs to the room's loop.
 */
final class PrivateBlocks {
    private static final int OWN = 0;
    private static final int TEAM = 1;
    private static final int LAYERS = 2;

    private final Schema schema;
    private final Ownership ownership;
    private final @Nullable Encoders ownEncoders;
    private final @Nullable Encoders teamEncoders;
    private final StateHash hash;
    private final CounterBatch counters;
    private Snapshot now;
    private @Nullable ByteAccount account;

    private PrivateBlocks(Schema schema, Ownership ownership, CounterBatch counters) {
        this.schema = schema;
        this.ownership = ownership;
        this.counters = counters;
        ownEncoders = encoders(Audience.OWNER);
        teamEncoders = encoders(Audience.TEAM);
        hash = new StateHash(schema);
        now = new Snapshot(schema);
    }

    /** Null: the game tells everybody the same. */
    static @Nullable PrivateBlocks of(Schema schema, Ownership ownership, CounterBatch counters) {
        boolean isNone = schema.partsFor(Audience.OWNER).isEmpty()
                && schema.partsFor(Audience.TEAM).isEmpty();
        return isNone ? null : new PrivateBlocks(schema, ownership, counters);
    }

    private @Nullable Encoders encoders(Audience audience) {
        return schema.partsFor(audience).isEmpty() ? null : new Encoders(schema, audience);
    }

    /** Starts with the next snapshot, which is filled, and which the ownership looks at. */
    void begin(Snapshot filled, @Nullable ByteAccount into) {
        now = filled;
        account = into;
    }

    /**
     * Appends the blocks that lead a player from what it was sent last to what it is to know now.
     *
     * @param keyframe whether the player holds nothing, or nothing that counts
     * @return whether there are any, and so they must be sent
     */
    boolean append(Recipient to, boolean keyframe, ByteWriter frame) {
        SentLayers layers = to.privateLayers(schema, LAYERS);
        if (keyframe) {
            layers.forget();
        }
        boolean isAppended = false;
        if (ownEncoders != null) {
            View own = cleared(layers, OWN);
            if (!to.isSpectator()) {
                ownership.addOwn(to.number(), own);
            }
            isAppended = append(to, layers, OWN, Replica.OWNER_LAYER, ownEncoders, frame);
        }
        if (teamEncoders != null) {
            View team = cleared(layers, TEAM);
            if (!to.isSpectator()) {
                ownership.addTeam(to.number(), team);
            }
            isAppended |= append(to, layers, TEAM, Replica.TEAM_LAYER, teamEncoders, frame);
        }
        return isAppended;
    }

    /** Adds what only this player was sent to the hash of what everybody is sent. */
    int addTo(int publicHash, Recipient to) {
        SentLayers layers = to.privateLayers(schema, LAYERS);
        int result = publicHash;
        if (ownEncoders != null) {
            result += hash.ofPrivate(Audience.OWNER, layers.baseline(OWN));
        }
        if (teamEncoders != null) {
            result += hash.ofPrivate(Audience.TEAM, layers.baseline(TEAM));
        }
        return result;
    }

    /** Copies what only this player was sent into sights like it, where the game has such. */
    void copyShown(Recipient to, Sight[] own, Sight[] team) {
        SentLayers layers = to.privateLayers(schema, LAYERS);
        for (Sight sight : own) {
            sight.copyFrom(layers.baseline(OWN));
        }
        for (Sight sight : team) {
            sight.copyFrom(layers.baseline(TEAM));
        }
    }

    private static View cleared(SentLayers layers, int layer) {
        View view = layers.next()[layer];
        view.clear();
        return view;
    }

    private boolean append(
            Recipient to, SentLayers layers, int layer, int wireLayer, Encoders encoders, ByteWriter frame) {
        layers.look(layer, now);
        boolean isAppended = encoders.of(to.seat().codec(), account)
                .encodeChanges(wireLayer, layers.previous(layer), layers.baseline(layer), layers.now(layer), frame);
        layers.appended(layer, isAppended);
        if (isAppended) {
            counters.increment(Counter.BLOCKS_ENCODED);
        }
        return isAppended;
    }
}
