package dev.tickwire.client;

/** The command line of everything that connects. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        System.out.println("Usage: tickwire swarm|bench|types [--help]");
    }
}
