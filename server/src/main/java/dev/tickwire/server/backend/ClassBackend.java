package dev.tickwire.server.backend;

import dev.tickwire.server.log.Failures;
import dev.tickwire.simulation.world.Outcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** A backend that is a class of the author's: it may throw, block, and never answer. */
final class ClassBackend implements Backend {
    private final Backend own;
    private final Executor executor;
    private final Agenda agenda;
    private final long timeoutMillis;

    /** {@code executor} has a thread for this one alone. */
    ClassBackend(Backend own, Executor executor, Agenda agenda, long timeoutMillis) {
        this.own = own;
        this.executor = executor;
        this.agenda = agenda;
        this.timeoutMillis = timeoutMillis;
    }

    @Override
    public CompletionStage<BackendAnswer> send(BackendRequest request) {
        CompletableFuture<BackendAnswer> answer = new CompletableFuture<>();
        agenda.runIn(timeoutMillis, () -> answer.complete(BackendAnswer.failed(Outcome.GAVE_UP)));
        executor.execute(() -> call(request, answer));
        return answer;
    }

    private void call(BackendRequest request, CompletableFuture<BackendAnswer> answer) {
        if (answer.isDone()) {
            return;
        }
        try {
            var unused = own.send(request).whenComplete((given, failure) -> {
                if (failure == null && given != null) {
                    answer.complete(given);
                } else {
                    fail(request, answer, failure == null ? new NullPointerException("the answer is null") : failure);
                }
            });
        } catch (Throwable failure) {
            fail(request, answer, failure);
        }
    }

    private void fail(BackendRequest request, CompletableFuture<BackendAnswer> answer, Throwable failure) {
        if (answer.complete(BackendAnswer.failed(Outcome.GAVE_UP))) {
            Failures.log(
                    "request " + request.id() + " has failed: " + own.getClass().getName() + " threw", failure);
        }
    }
}
