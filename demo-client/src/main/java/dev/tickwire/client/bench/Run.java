package dev.tickwire.client.bench;

/**
 * One start of one server, to be measured once.
 *
 * @param seed players do the same with the same one
 */
record Run(Entrant entrant, Scene scene, int players, int seed, Pinning pinning) {
    int roomPlayers() {
        return scene.roomPlayers(players);
    }
}
