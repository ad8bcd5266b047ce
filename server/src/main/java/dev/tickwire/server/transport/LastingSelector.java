package dev.tickwire.server.transport;

import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SelectorManager;

/**
 * A selector that does not end unnoticed. Jetty replaces one that fails; where that fails too, nobody reads these
 * sockets any more, and the process looks well from outside.
 */
final class LastingSelector extends ManagedSelector {
    LastingSelector(SelectorManager manager, int id) {
        super(manager, id);
    }

    /** As if it had ended its thread: the process knows what to do then. */
    @Override
    protected void onSelectFailed(Throwable cause) {
        Thread thread = Thread.currentThread();
        thread.getUncaughtExceptionHandler().uncaughtException(thread, cause);
    }
}
