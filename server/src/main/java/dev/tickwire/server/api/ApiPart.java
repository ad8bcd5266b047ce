package dev.tickwire.server.api;

import java.util.List;

/** A part of the API. */
abstract class ApiPart {
    /** What it answers. */
    abstract List<Route> routes();
}
