package dev.tickwire.simulation.swap;

/** Counts what is lost while one world is mapped. */
final class Tally {
    long clamped;
    long rows;
    long inputs;
    long passing;

    Losses losses() {
        return new Losses(clamped, rows, inputs, passing);
    }
}
