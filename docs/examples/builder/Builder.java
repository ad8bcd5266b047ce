import dev.tickwire.simulation.world.*;

/** A map of 256 x 256 tiles that everybody digs and builds in, with bags, recipes, and chests that one opens. */
public final class Builder extends Game {
    static final int PLAYERS = 300, ACROSS = 256, TILES = ACROSS * ACROSS, SIDE = 16, REACH = 6 * SIDE;
    static final int SLOTS = 30, CHEST_SLOTS = 20, ALL_SLOTS = SLOTS + CHEST_SLOTS, CHESTS = 500, STACK = 99;
    static final String[] ITEMS = {
        "nothing", "dirt", "stone", "log", "planks", "stick", "coal", "torch", "chest", "pick", "glass", "sand"
    };
    static final int NOTHING = 0, DIRT = 1, STONE = 2, LOG = 3, PLANKS = 4, STICK = 5, COAL = 6;
    static final int TORCH = 7, CHEST = 8, PICK = 9, SAND = 11;
    /** What comes out and how many, then what goes in and how many. */
    static final int[][] RECIPES = {
        {PLANKS, 4, LOG, 1},
        {STICK, 4, PLANKS, 2},
        {TORCH, 4, STICK, 1, COAL, 1},
        {CHEST, 1, PLANKS, 8},
        {PICK, 1, PLANKS, 3, STICK, 2}
    };

    /** For load tests: how many tiles each player changes per second by itself. */
    final Tunable vandalism = tunable("vandalism", 0, 0, 20);

    final Table keys = inputs(new Table("keys", PLAYERS));
    final Column right = keys.integer("right", -1, 1), down = keys.integer("down", -1, 1);
    final Commands place = say("place"), dig = say("dig"), craft = say("craft"), peek = say("open"), swap = say("swap");
    final Column placeOn = place.integer("tile", 0, TILES - 1), placed = place.integer("slot", 0, SLOTS - 1);
    final Column dug = dig.integer("tile", 0, TILES - 1), recipe = craft.integer("recipe", 0, RECIPES.length - 1);
    final Column peeked = peek.integer("tile", -1, TILES - 1); // -1: close
    // Slots of the bag, and after them those of the chest that is open.
    final Column from = swap.integer("from", 0, ALL_SLOTS - 1), to = swap.integer("to", 0, ALL_SLOTS - 1);

    final Table people = players(new Table("people", PLAYERS));
    final Column x = people.fixed("x", 0, ACROSS * SIDE - 1, 0.25), y = people.fixed("y", 0, ACROSS * SIDE - 1, 0.25);
    final Column name = people.text("name"), open = people.integer("open", -1, TILES - 1); // the tile of a chest

    final Table tiles = filled(new Table("tiles", TILES));
    final Column tileX = tiles.fixed("x", 0, ACROSS * SIDE, SIDE), tileY = tiles.fixed("y", 0, ACROSS * SIDE, SIDE);
    final Column block = tiles.oneOf("block", ITEMS);

    /** What is in the slots of bags, or of chests. */
    static final class Bags extends Table {
        final Cells item, count;

        Bags(String name, int rows, int slots) {
            super(name, rows);
            item = cells("item", slots, 0, ITEMS.length - 1);
            count = cells("count", slots, 0, STACK);
        }

        int has(int bag, int what) {
            int sum = 0;
            for (int i = 0; i < item.count(); i++) if (item.get(bag, i) == what) sum += count.get(bag, i);
            return sum;
        }

        void put(int bag, int slot, int what, int n) {
            item.set(bag, slot, n == 0 ? NOTHING : what);
            count.set(bag, slot, n);
        }

        /** Onto a stack that has room, or into an empty slot; false: there is none. */
        boolean give(int bag, int what, int n) {
            int slot = item.find(bag, NOTHING);
            for (int i = 0; i < item.count(); i++) {
                if (item.get(bag, i) == what && count.get(bag, i) + n <= STACK) slot = i;
            }
            if (slot >= 0) put(bag, slot, what, count.get(bag, slot) + n);
            return slot >= 0;
        }

        void take(int bag, int what, int n) {
            for (int part, left = n; left > 0; left -= part) {
                int slot = item.find(bag, what);
                part = Math.min(left, count.get(bag, slot));
                put(bag, slot, what, count.get(bag, slot) - part);
            }
        }
    }

    final Bags bags = players(new Bags("bags", PLAYERS, SLOTS)),
            chests = table(new Bags("chests", CHESTS, CHEST_SLOTS));
    final Column standsOn = chests.integer("tile", 0, TILES - 1);

    // The map is kept at the backend: a request for each line of it, a letter for each tile.
    final Requests loads = requests(new Requests("load", ACROSS)), saves = requests(new Requests("save", ACROSS));
    final Column wanted = loads.integer("line", 0, ACROSS - 1), saved = saves.integer("line", 0, ACROSS - 1);
    final Column savedBlocks = saves.text("blocks", ACROSS), loadedBlocks = loads.answer.text("blocks", ACROSS);
    final Column loaded = loads.answer.integer("line", 0, ACROSS - 1);

    public Builder() {
        people.placedAt(x, y);
        tiles.placedAt(tileX, tileY);
        bags.ownerOnly();
        chests.toldTo(standsOn, open);
    }

    private Commands say(String what) {
        return commands(new Commands(what, 8).answers("ok", "tooFar", "full", "missing", "occupied", "noSuch"));
    }

    @Override
    public void start(Step step) {
        for (int tile = 0; tile < TILES; tile++) {
            int i = tile % ACROSS, j = tile / ACROSS;
            tileX.set(tile, i * SIDE);
            tileY.set(tile, j * SIDE);
            int hill = (i * 7 + j * 13) / 19 % 17, dice = step.random().nextInt(100);
            int ground = hill < 6 ? dice < 12 ? COAL : STONE : hill < 9 ? SAND : dice < 40 ? DIRT : NOTHING;
            block.setRaw(tile, dice < 5 ? LOG : ground);
        }
        for (int line = 0; line < ACROSS; line++) wanted.set(loads.add(), line);
    }

    @Override
    public void joined(Step step, int player) {
        x.set(player, step.random().between(0, ACROSS * SIDE));
        y.set(player, step.random().between(0, ACROSS * SIDE));
        name.set(player, step.name(player));
        open.set(player, -1);
        bags.put(player, 0, DIRT, 50);
        bags.put(player, 1, LOG, 20);
    }

    @Override
    public void step(Step step) {
        for (int a = loads.answer.first(); a >= 0; a = loads.answer.next(a)) load(loaded.raw(a), loadedBlocks.text(a));
        for (int p = people.first(); p >= 0; p = people.next(p)) {
            x.add(p, right.get(p) * 120 * step.seconds());
            y.add(p, down.get(p) * 120 * step.seconds());
            if (step.random().nextDouble() < vandalism.get() * step.seconds()) vandalize(step, p);
        }
        for (int c = place.first(); c >= 0; c = place.next(c)) place.answer(c, place(c));
        for (int c = dig.first(); c >= 0; c = dig.next(c)) dig.answer(c, dig(c));
        for (int c = craft.first(); c >= 0; c = craft.next(c)) craft.answer(c, craft(c));
        for (int c = peek.first(); c >= 0; c = peek.next(c)) peek.answer(c, open(c));
        for (int c = swap.first(); c >= 0; c = swap.next(c)) swap.answer(c, swap(c));
        if (step.tick() % step.ticks(30) == 0) ending(step);
    }

    /** Stores the map. */
    @Override
    public void ending(Step step) {
        for (int line = 0; line < ACROSS; line++) {
            int r = saves.add();
            if (r < 0) return;
            StringBuilder blocks = new StringBuilder();
            for (int i = 0; i < ACROSS; i++) blocks.append((char) ('a' + block.raw(line * ACROSS + i)));
            saved.set(r, line);
            savedBlocks.set(r, blocks.toString());
        }
    }

    /** @param blocks empty: the backend knows of none */
    private void load(int line, String blocks) {
        for (int i = 0; i < blocks.length(); i++) block.setRaw(line * ACROSS + i, blocks.charAt(i) - 'a');
    }

    private void vandalize(Step step, int p) {
        int i = (int) x.get(p) / SIDE + step.random().nextInt(9) - 4;
        int j = (int) y.get(p) / SIDE + step.random().nextInt(9) - 4;
        int tile = Math.max(0, Math.min(ACROSS - 1, j)) * ACROSS + Math.max(0, Math.min(ACROSS - 1, i));
        block.setRaw(tile, block.raw(tile) == NOTHING ? 1 + step.random().nextInt(4) : NOTHING);
        bags.put(p, 0, DIRT, 1 + step.random().nextInt(STACK));
    }

    private boolean isFar(int p, int tile) {
        double dx = tileX.get(tile) + SIDE / 2 - x.get(p), dy = tileY.get(tile) + SIDE / 2 - y.get(p);
        return dx * dx + dy * dy > REACH * REACH;
    }

    private String place(int c) {
        int p = place.player(c), tile = placeOn.raw(c), slot = placed.raw(c), item = bags.item.get(p, slot);
        if (isFar(p, tile)) return "tooFar";
        if (item == NOTHING) return "missing";
        if (block.raw(tile) != NOTHING) return "occupied";
        if (item == CHEST) {
            int chest = chests.add();
            if (chest < 0) return "full";
            standsOn.set(chest, tile);
        }
        block.setRaw(tile, item);
        bags.put(p, slot, item, bags.count.get(p, slot) - 1);
        return "ok";
    }

    private String dig(int c) {
        int p = dig.player(c), tile = dug.raw(c), chest = chests.find(standsOn, tile);
        if (isFar(p, tile)) return "tooFar";
        if (block.raw(tile) == NOTHING) return "missing";
        if (chest >= 0 && chests.item.count(chest, NOTHING) < CHEST_SLOTS) return "occupied";
        if (!bags.give(p, block.raw(tile), 1)) return "full";
        if (chest >= 0) chests.remove(chest);
        block.setRaw(tile, NOTHING);
        return "ok";
    }

    private String craft(int c) {
        int p = craft.player(c);
        int[] needs = RECIPES[recipe.raw(c)];
        for (int i = 2; i < needs.length; i += 2) if (bags.has(p, needs[i]) < needs[i + 1]) return "missing";
        if (!bags.give(p, needs[0], needs[1])) return "full";
        for (int i = 2; i < needs.length; i += 2) bags.take(p, needs[i], needs[i + 1]);
        return "ok";
    }

    private String open(int c) {
        int p = peek.player(c), tile = peeked.raw(c);
        if (tile >= 0 && chests.find(standsOn, tile) < 0) return "noSuch";
        if (tile >= 0 && isFar(p, tile)) return "tooFar";
        open.set(p, tile);
        return "ok";
    }

    private String swap(int c) {
        int p = swap.player(c), a = from.raw(c), b = to.raw(c), chest = chests.find(standsOn, open.raw(p));
        if (chest < 0 && Math.max(a, b) >= SLOTS) return "noSuch";
        Bags one = a < SLOTS ? bags : chests, other = b < SLOTS ? bags : chests;
        int oneRow = a < SLOTS ? p : chest, otherRow = b < SLOTS ? p : chest;
        int item = one.item.get(oneRow, a % SLOTS), count = one.count.get(oneRow, a % SLOTS);
        one.put(oneRow, a % SLOTS, other.item.get(otherRow, b % SLOTS), other.count.get(otherRow, b % SLOTS));
        other.put(otherRow, b % SLOTS, item, count);
        return "ok";
    }
}
