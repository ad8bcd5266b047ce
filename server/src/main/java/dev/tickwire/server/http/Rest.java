package dev.tickwire.server.http;

import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * What of a request's body nobody wants to have. It is read and thrown away before an answer is sent: a socket that is
 * closed with something unread in it takes the answer back from its client, or ends the next request on it. Beyond
 * {@value #MOST_BYTES} bytes it is left there.
 */
final class Rest {
    static final int MOST_BYTES = 1 << 20;

    private final Request request;
    private final Runnable then;
    private int left = MOST_BYTES;

    private Rest(Request request, Runnable then) {
        this.request = request;
        this.then = then;
    }

    /**
     * Throws the rest away, and then runs something: at once, where there is none or too much; also if it cannot be
     * read.
     */
    static void discard(Request request, Runnable then) {
        if (request.getLength() > MOST_BYTES) {
            then.run();
        } else {
            new Rest(request, then).read();
        }
    }

    private void read() {
        while (true) {
            Content.Chunk chunk = request.read();
            if (chunk == null) {
                request.demand(this::read);
                return;
            }
            left -= chunk.remaining();
            boolean isOver = chunk.isLast() || Content.Chunk.isFailure(chunk) || left < 0;
            chunk.release();
            if (isOver) {
                then.run();
                return;
            }
        }
    }
}
