package dev.tickwire.proto.golden;

import static java.util.Map.entry;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.tickwire.proto.fixture.Harbour;
import dev.tickwire.proto.wire.Block;
import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.ServerFrame;
import dev.tickwire.proto.wire.TableDelta;
import java.util.Map;
import java.util.function.Predicate;

/** What frames can say: a client that has read one of each has seen them all. */
final class WireFeature {
    /** Index of the ships' names among the columns that clients get. */
    private static final int NAME = 6;

    private static final Map<String, Predicate<ServerFrame>> ALL = Map.ofEntries(
            entry("welcome", ServerFrame::hasWelcome),
            entry("welcome back", frame -> frame.getWelcome().getResumed()),
            entry("chat of a player", frame -> frame.getChatsList().stream().anyMatch(Chat::hasPlayer)),
            entry("chat of a spectator", frame -> frame.getChatsList().stream().anyMatch(chat -> !chat.hasPlayer())),
            entry("rates", ServerFrame::hasRates),
            entry("answers", frame -> frame.getAnswers().getValuesCount() > 1),
            entry(
                    "a refused command",
                    frame -> frame.getAnswers().getValuesList().contains(0)),
            entry("input ack", frame -> frame.getInputAckAgo() > 0),
            entry("negative margin", frame -> frame.getInputMarginMillis() < 0),
            entry("a margin of an input after others", frame -> frame.getInputsBetween() > 0),
            entry("no state hash", frame -> frame.getTick() > 0 && !frame.hasStateHash()),
            entry("keyframe", block(block -> block.getBaselineAgo() == 0)),
            entry(
                    "keyframe later",
                    frame -> frame.getTick() > 1000 && frame.getBlocks(0).getBaselineAgo() == 0),
            entry("delta without previous", block(block -> block.getBaselineAgo() > 0 && block.getPreviousAgo() == 0)),
            entry(
                    "empty block",
                    block(block -> block.getBaselineAgo() > 0 && block.getTablesCount() + block.getTextsCount() == 0)),
            entry(
                    "second table only",
                    block(block ->
                            block.getTablesCount() == 1 && block.getTables(0).getTable() > 0)),
            entry("exact prediction", table(table -> (table.getPredicted() & ~table.getChanged()) != 0)),
            entry("prediction with residuals", table(table -> (table.getPredicted() & table.getChanged()) != 0)),
            entry(
                    "uneven prediction",
                    block(block -> block.getPreviousAgo() > 0
                            && block.getBaselineAgo() % block.getPreviousAgo() != 0
                            && block.getTablesList().stream().anyMatch(table -> table.getPredicted() != 0))),
            entry("all rows", table(table -> (table.getChanged() & ~table.getPartial()) != 0)),
            entry("bitmap", table(table -> table.getRowBitmaps().size() > 0)),
            entry(
                    "bitmap of several bytes",
                    table(table -> table.getRowBitmaps().size() > 2)),
            entry("sparse", table(table -> table.getRowGapsCount() > 0)),
            entry("bitmap and sparse", table(table -> table.getRowBitmaps().size() > 0 && table.getRowGapsCount() > 0)),
            entry("same rows", table(table -> table.getSameRows() != 0)),
            entry("entered", table(table -> table.getEnteredCount() > 1 && table.getLeftCount() == 0)),
            entry("left", table(table -> table.getLeftCount() > 1 && table.getEnteredCount() == 0)),
            entry(
                    "reused slot",
                    table(table -> table.getGenerationsList().stream().anyMatch(generation -> generation > 1))),
            entry("angle", table(table -> table.getTable() == Harbour.BUOYS && table.getChanged() == 2)),
            entry("text set", block(block -> block.getBaselineAgo() > 0 && block.getTextsCount() > 0)),
            entry("events of one kind", frame -> frame.getEventsCount() == 1),
            entry("events of several kinds", frame -> frame.getEventsCount() > 1),
            entry(
                    "events of several ticks",
                    frame -> frame.getEventsList().stream()
                            .anyMatch(batch -> batch.getAgoCount() > 2 && batch.getAgo(1) == 0 && batch.getAgo(2) > 0)),
            entry(
                    "an event without values",
                    frame -> frame.getEventsList().stream().anyMatch(batch -> batch.getValuesCount() == 0)),
            entry(
                    "text removed",
                    block(block -> block.getTextsCount() == 0
                            && block.getTablesList().stream()
                                    .anyMatch(table -> table.getTable() == Harbour.SHIPS
                                            && table.getChanged() == 1 << NAME
                                            && table.getResidualsList().contains(-1)))),
            entry(
                    "an event with a text",
                    frame -> frame.getEventsList().stream().anyMatch(batch -> batch.getTextsCount() > 0)));

    private WireFeature() {}

    static Map<String, Predicate<ServerFrame>> all() {
        return ALL;
    }

    static ServerFrame parse(byte[] bytes) {
        try {
            return ServerFrame.parseFrom(bytes);
        } catch (InvalidProtocolBufferException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static Predicate<ServerFrame> block(Predicate<Block> test) {
        return frame -> frame.getBlocksList().stream().anyMatch(test);
    }

    private static Predicate<ServerFrame> table(Predicate<TableDelta> test) {
        return block(block -> block.getTablesList().stream().anyMatch(test));
    }
}
