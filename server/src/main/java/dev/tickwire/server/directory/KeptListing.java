package dev.tickwire.server.directory;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.proto.codec.RecordedSchemas;
import dev.tickwire.proto.wire.RecordedListing;
import dev.tickwire.proto.wire.RecordingHead;
import dev.tickwire.server.recording.JournalMessages;
import dev.tickwire.server.room.Listing;
import dev.tickwire.server.roomtype.Choice;
import dev.tickwire.server.roomtype.RoomType;
import dev.tickwire.simulation.world.Chosen;
import java.text.ParseException;
import java.util.Map;

/** How a room was opened and is found, as it stands in what is kept of it. */
final class KeptListing {
    private KeptListing() {}

    static RecordingHead head(Listing listing, RoomType type) {
        RecordedListing.Builder recorded = RecordedListing.newBuilder()
                .setCode(listing.code())
                .setOptions(JournalMessages.of(listing.options()))
                .setLabels(JSONObjectUtils.toJSONString(listing.labels()));
        Choice choice = type.choice();
        if (choice.playerLimit() != null) {
            recorded.setPlayerLimit(choice.playerLimit());
        }
        if (choice.tickRateHz() != null) {
            recorded.setTickRateHz(choice.tickRateHz());
        }
        return RecordingHead.newBuilder()
                .setRoom(listing.id())
                .setRoomType(type.name())
                .setGame(type.settings().gameName())
                .setSchemaHash(type.schema().hash())
                .setSchema(RecordedSchemas.toMessage(type.schema()))
                .setListing(recorded)
                .build();
    }

    static Listing listing(RecordingHead head) {
        RecordedListing recorded = head.getListing();
        return new Listing(head.getRoom(), recorded.getCode(), options(recorded), labels(recorded));
    }

    /** The type as players chose it for the room. */
    static RoomType type(RecordingHead head, RoomType type) {
        RecordedListing recorded = head.getListing();
        return type.with(new Choice(
                options(recorded),
                Map.of(),
                recorded.getPlayerLimit() == 0 ? null : recorded.getPlayerLimit(),
                recorded.getTickRateHz() == 0 ? null : recorded.getTickRateHz()));
    }

    private static Chosen options(RecordedListing recorded) {
        return new Chosen(
                recorded.getOptions().getRawsMap(), recorded.getOptions().getTextsMap());
    }

    private static Map<String, Object> labels(RecordedListing recorded) {
        try {
            return JSONObjectUtils.parse(recorded.getLabels());
        } catch (ParseException e) {
            return Map.of();
        }
    }
}
