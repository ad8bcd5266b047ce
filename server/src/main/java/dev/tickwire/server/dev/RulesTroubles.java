package dev.tickwire.server.dev;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.teavm.callgraph.CallGraph;
import org.teavm.callgraph.CallGraphNode;
import org.teavm.callgraph.CallSite;
import org.teavm.diagnostics.DefaultProblemTextConsumer;
import org.teavm.diagnostics.Problem;
import org.teavm.model.CallLocation;
import org.teavm.model.TextLocation;

/**
 * What keeps rules from being compiled to JavaScript, told by the author's lines: the compiler finds it at the end of
 * chains of calls, deep in libraries.
 */
final class RulesTroubles {
    private static final String TOO_MUCH =
            "Rules that pages run may use only the part of Java that compiles to JavaScript. ";
    private static final int MOST_CALLERS = 5_000;

    private final Project project;
    private final CallGraph calls;

    RulesTroubles(Project project, CallGraph calls) {
        this.project = project;
        this.calls = calls;
    }

    /** One for each line. */
    List<Trouble> of(List<Problem> problems) throws IOException {
        Map<String, Trouble> byPlace = new LinkedHashMap<>();
        for (Problem problem : problems) {
            DefaultProblemTextConsumer text = new DefaultProblemTextConsumer();
            problem.render(text);
            Trouble trouble = trouble(problem.getLocation(), TOO_MUCH + text.getText());
            byPlace.putIfAbsent(trouble.file() + ":" + trouble.line(), trouble);
        }
        return new ArrayList<>(byPlace.values());
    }

    private Trouble trouble(@Nullable CallLocation location, String text) throws IOException {
        if (location == null) {
            return Trouble.of(text);
        }
        Trouble direct = at(location.getSourceLocation(), text);
        Trouble found = direct == null && location.getMethod() != null ? caller(location, text) : direct;
        return found == null ? Trouble.of(text + " (" + location.getMethod() + ")") : found;
    }

    /** At the nearest call from the project's own code. */
    private @Nullable Trouble caller(CallLocation location, String text) throws IOException {
        Set<CallGraphNode> seen = new HashSet<>();
        Deque<CallGraphNode> next = new ArrayDeque<>();
        next.add(calls.getNode(location.getMethod()));
        while (!next.isEmpty() && seen.size() < MOST_CALLERS) {
            CallGraphNode called = next.remove();
            for (CallSite site : called.getCallerCallSites()) {
                for (CallGraphNode caller : site.getCallers()) {
                    for (TextLocation place : site.getLocations(caller)) {
                        Trouble found = at(place, text);
                        if (found != null) {
                            return found;
                        }
                    }
                    if (seen.add(caller)) {
                        next.add(caller);
                    }
                }
            }
        }
        return null;
    }

    private @Nullable Trouble at(@Nullable TextLocation place, String text) throws IOException {
        String file = place == null || place.getFileName() == null ? null : project.named(place.getFileName());
        return file == null || place == null ? null : new Trouble(file, place.getLine(), text);
    }
}
