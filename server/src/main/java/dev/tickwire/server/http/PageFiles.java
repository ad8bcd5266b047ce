package dev.tickwire.server.http;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.eclipse.jetty.http.CompressedContentFormat;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.http.content.HttpContent;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.ResourceService;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ResourceHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.resource.ResourceFactory;

/**
 * The files of one directory of pages; what it does not have is for the next handler.
 *
 * <p>A {@code FILE.gz} beside a {@code FILE} is sent in its place to browsers that take it, so that nothing is
 * compressed on the threads that serve players. Each directory has a handler of its own, because the compressed file of
 * one must not stand in for the file of another.
 */
public final class PageFiles extends ResourceHandler {
    /** A directory of this name has files whose names change with their content. */
    private static final String IMMUTABLE = "/immutable/";

    private static final String FOR_EVER = "public, max-age=31536000, immutable";
    private static final String ASK_EACH_TIME = "no-cache";
    private static final String INDEX = "index.html";
    private static final MimeTypes TYPES = types();

    /** The files of a directory: a real path. */
    public PageFiles(Path directory) {
        setBaseResource(ResourceFactory.of(this).newResource(directory));
        setDirAllowed(false);
        setEtags(true);
        setPrecompressedFormats(CompressedContentFormat.GZIP);
    }

    @Override
    public MimeTypes getMimeTypes() {
        return TYPES;
    }

    /** Also of what is for those who write pages: types for their editors, source maps for their debuggers. */
    private static MimeTypes types() {
        MimeTypes.Mutable types = new MimeTypes.Mutable(MimeTypes.DEFAULTS);
        types.addMimeMapping("ts", "application/typescript;charset=utf-8");
        types.addMimeMapping("map", "application/json");
        return types;
    }

    @Override
    protected ResourceService newResourceService() {
        return new CachedFiles();
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws Exception {
        String path = Request.getPathInContext(request);
        if (!path.endsWith("/")) {
            return super.handle(request, response, callback);
        }
        // A directory without an index is nothing to see here, but may be one of the next handler.
        if (getHttpContentFactory().getContent(path + INDEX) == null) {
            return false;
        }
        HttpURI uri = request.getHttpURI();
        Request index = Request.serveAs(request, HttpURI.build(uri).path(uri.getCanonicalPath() + INDEX));
        return super.handle(index, response, callback);
    }

    /**
     * Says of each file how long a browser may keep it, and answers a browser that asks whether its copy still holds.
     */
    private static final class CachedFiles extends ResourceService {
        /** As the standard has it: {@code *} stands for the file as it is, and a header may come more than once. */
        @Override
        protected boolean handleConditionalHeaders(
                Request request, Response response, HttpContent content, Callback callback) throws IOException {
            HttpFields.Mutable headers = HttpFields.build(request.getHeaders());
            spellOut(headers, HttpHeader.IF_NONE_MATCH, content.getETagValue());
            spellOut(headers, HttpHeader.IF_MATCH, content.getETagValue());
            Request spelledOut = new Request.Wrapper(request) {
                @Override
                public HttpFields getHeaders() {
                    return headers;
                }
            };
            return super.handleConditionalHeaders(spelledOut, response, content, callback);
        }

        private static void spellOut(HttpFields.Mutable headers, HttpHeader name, String tag) {
            List<String> values = headers.getValuesList(name);
            if (!values.isEmpty()) {
                headers.put(name, values.contains("*") ? tag : String.join(", ", values));
            }
        }

        @Override
        protected void putHeaders(Response response, HttpContent content, long length) {
            sayHowLong(response.getHeaders(), content);
            super.putHeaders(response, content, length);
        }

        @Override
        protected void putNotModifiedHeaders(Response response, HttpContent content) {
            sayHowLong(response.getHeaders(), content);
            super.putNotModifiedHeaders(response, content);
        }

        private static void sayHowLong(HttpFields.Mutable headers, HttpContent content) {
            boolean immutable = content.getResource().getURI().getPath().contains(IMMUTABLE);
            headers.put(HttpHeader.CACHE_CONTROL, immutable ? FOR_EVER : ASK_EACH_TIME);
        }
    }
}
