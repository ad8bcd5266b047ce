package dev.tickwire.server.console;

import dev.tickwire.server.directory.Scope;
import dev.tickwire.server.roomtype.Adjustment;
import java.time.Instant;

/**
 * What somebody changed of rates and tunables.
 *
 * @param number counts all changes since the start, from 1 on
 * @param who as the config calls the operator's token
 * @param before what was said of the scope
 * @param after what is said of it from then on
 */
public record Change(int number, Instant when, String who, Scope scope, Adjustment before, Adjustment after) {}
