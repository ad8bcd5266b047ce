package dev.tickwire.server.saves;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Something that is to be done with the store; a {@link SavedSeat} is one itself, when it has a row to write. */
sealed interface SaveJob permits SavedSeat, SaveJob.Load, SaveJob.Export, SaveJob.Erase {
    /** A new seat for an account; the answer null: there is none at the moment. */
    record Load(Account account, Consumer<@Nullable SavedSeat> answer) implements SaveJob {}

    /** All that is kept of a user. */
    record Export(String user, CompletableFuture<List<SavedRow>> answer) implements SaveJob {}

    /** The end of all that is kept of a user. */
    record Erase(String user, CompletableFuture<Integer> answer) implements SaveJob {}
}
