import dev.tickwire.simulation.world.*;

/** A shedding game: lay a card of the same rank or suit, or draw. Who has none left wins the points of all others. */
public final class Cards extends Game {
    static final int SEATS = 4, CARDS = 52, RANKS = 13;
    static final int DECK = -1, PLAYED = -2; // who has a card, if it is no player

    // What a room may be opened with.
    final Options options = options(new Options());
    final Column cardsEach = options.integer("cards", 3, 10).initially(5).label();
    final Column turnSeconds = options.integer("turnSeconds", 5, 120).initially(15);
    final Column password = options.text("password", 40).hidden();

    // What players do. What lasts, such as a key that is down, there is none of.
    final Table inputs = inputs(new Table("inputs", SEATS));
    final Commands sign = commands(new Commands("sign", 1)), kick = commands(new Commands("kick", 1));
    final Column ticket = sign.text("ticket"), kicked = kick.integer("seat", 0, SEATS - 1);
    final Commands ready = commands(new Commands("ready", 1)), draw = commands(new Commands("draw", 1));
    final Commands play = commands(new Commands("play", 1).answers("ok", "notNow", "illegal"));
    final Column laid = play.integer("card", 0, CARDS - 1);

    final Table seats = players(new Table("seats", SEATS));
    final Column name = seats.text("name"), isHost = seats.flag("isHost"), isReady = seats.flag("isReady");
    final Column count = seats.integer("cards", 0, CARDS), points = seats.integer("points", 0, 100_000);
    final Column user = seats.text("user").hidden(),
            asked = seats.integer("asked", 0, Requests.MOST).hidden();

    // A row for each card, at its number: it is told to who holds it, and to nobody else.
    final Table cards = filled(new Table("cards", CARDS));
    final Column holder = cards.integer("holder", PLAYED, SEATS - 1);

    final Table round = filled(new Table("round", 1));
    final Column phase = round.oneOf("phase", "lobby", "playing", "results").label();
    final Column number = round.integer("number", 0, 1000);
    final Column turn = round.integer("turn", 0, SEATS - 1), endsAt = round.integer("endsAt", 0, 1 << 30);
    final Column top = round.integer("top", 0, CARDS - 1), left = round.integer("left", 0, CARDS);
    final Column winner = round.integer("winner", 0, SEATS - 1);

    final Events moves = events(new Events("moves", 16));
    final Column mover = moves.text("name"), moved = moves.integer("card", -1, CARDS - 1);
    final Column how = moves.oneOf("how", "laid", "drew", "timedOut", "won");

    // What goes out of the room: who a player is, by the ticket that it has from our site, and how a round ended.
    final Requests accounts = requests(new Requests("accounts", SEATS)),
            results = requests(new Requests("results", SEATS));
    final Column shown = accounts.text("ticket"), found = accounts.answer.text("user");
    final Column resultOf = results.text("user"), roundNumber = results.integer("round", 0, 1000);
    final Column cardsLeft = results.integer("cards", 0, CARDS), hasWon = results.flag("won");

    public Cards() {
        cards.ownedBy(holder);
        cards.ownerOnly();
    }

    @Override
    public String refusal(Step step, Candidate candidate) {
        return candidate.password().equals(password.text(0)) ? null : "That is not the password of this table.";
    }

    @Override
    public void joined(Step step, int player) {
        name.set(player, step.name(player));
    }

    @Override
    public void left(Step step, int player) {
        for (int card = cards.find(holder, player); card >= 0; card = cards.find(holder, player)) pass(card, PLAYED);
        if (!phase.is(0, "playing")) return;
        if (turn.raw(0) == player) turnTo(step, player + 1);
        if (seats.count() - seats.count(count, 0) < 2) finish(step, turn.raw(0));
    }

    /** Between rounds nothing waits for a tick. */
    @Override
    public boolean sleepsWhenStill() {
        return !phase.is(0, "playing");
    }

    @Override
    public void step(Step step) {
        int host = step.creator() >= 0 ? step.creator() : seats.first();
        for (int s = seats.first(); s >= 0; s = seats.next(s)) isHost.set(s, s == host);
        for (int c = kick.first(); c >= 0; c = kick.next(c)) {
            boolean may = kick.player(c) == host && seats.isPresent(kicked.raw(c));
            if (may) step.remove(kicked.raw(c), "The host of this table has sent you away.");
            kick.answer(c, may);
        }
        // Who a player is says the backend, which has made the ticket.
        for (int c = sign.first(); c >= 0; c = sign.next(c)) {
            int r = accounts.add();
            shown.set(r, ticket.text(c));
            asked.setRaw(sign.player(c), accounts.id(r));
        }
        for (int a = accounts.answer.first(); a >= 0; a = accounts.answer.next(a)) {
            int s = seats.find(asked, accounts.answer.request(a));
            if (s >= 0 && !accounts.answer.failed(a)) user.set(s, found.text(a));
        }
        for (int c = ready.first(); c >= 0; c = ready.next(c)) ready.answer(c, getReady(step, ready.player(c)));
        for (int c = draw.first(); c >= 0; c = draw.next(c)) draw.answer(c, draw(step, draw.player(c), "drew"));
        for (int c = play.first(); c >= 0; c = play.next(c)) play.answer(c, play(step, play.player(c), laid.raw(c)));
        if (phase.is(0, "playing") && step.tick() >= endsAt.raw(0)) draw(step, turn.raw(0), "timedOut");
    }

    /** For the first round, or for another one. */
    private boolean getReady(Step step, int player) {
        if (phase.is(0, "playing")) return false;
        isReady.set(player, true);
        if (seats.count() >= 2 && seats.count(isReady, 0) == 0) deal(step);
        return true;
    }

    private void deal(Step step) {
        for (int card = 0; card < CARDS; card++) pass(card, DECK);
        for (int s = seats.first(); s >= 0; s = seats.next(s)) {
            isReady.set(s, false);
            for (int i = 0; i < cardsEach.raw(0); i++) take(step, s);
        }
        top.set(0, take(step, PLAYED));
        number.add(0, 1);
        phase.set(0, "playing");
        turnTo(step, winner.raw(0));
    }

    private String play(Step step, int player, int card) {
        if (!phase.is(0, "playing") || turn.raw(0) != player) return "notNow";
        boolean fits = card % RANKS == top.raw(0) % RANKS || card / RANKS == top.raw(0) / RANKS;
        if (!fits || holder.raw(card) != player) return "illegal";
        pass(card, PLAYED);
        top.set(0, card);
        tell(step, player, card, "laid");
        if (count.raw(player) == 0) finish(step, player);
        else turnTo(step, player + 1);
        return "ok";
    }

    private boolean draw(Step step, int player, String why) {
        if (!phase.is(0, "playing") || turn.raw(0) != player) return false;
        take(step, player);
        tell(step, player, -1, why);
        turnTo(step, player + 1);
        return true;
    }

    /** A card from the deck, any; when that is empty, all that was played but the top becomes it. -1: there is none. */
    private int take(Step step, int whose) {
        for (int card = 0, was = left.raw(0); was == 0 && card < CARDS; card++) {
            if (holder.raw(card) == PLAYED && card != top.raw(0)) pass(card, DECK);
        }
        if (left.raw(0) == 0) return -1;
        int card = step.random().nextInt(CARDS);
        while (holder.raw(card) != DECK) card = step.random().nextInt(CARDS);
        pass(card, whose);
        return card;
    }

    /** Gives a card to a player, or to the deck, and counts what each has. */
    private void pass(int card, int to) {
        holder.set(card, to);
        left.set(0, cards.count(holder, DECK));
        for (int s = seats.first(); s >= 0; s = seats.next(s)) count.set(s, cards.count(holder, s));
    }

    /** It is the turn of the first player who has cards, from a seat on. */
    private void turnTo(Step step, int seat) {
        int player = seat % SEATS;
        while (cards.find(holder, player) < 0) player = (player + 1) % SEATS;
        turn.set(0, player);
        endsAt.set(0, step.tick() + step.ticks(turnSeconds.raw(0)));
    }

    private void tell(Step step, int player, int card, String what) {
        int e = moves.add();
        mover.set(e, step.name(player));
        moved.set(e, card);
        how.set(e, what);
    }

    private void finish(Step step, int best) {
        phase.set(0, "results");
        winner.set(0, best);
        tell(step, best, -1, "won");
        for (int s = seats.first(); s >= 0; s = seats.next(s)) {
            points.add(best, count.raw(s));
            int r = results.add();
            resultOf.set(r, user.text(s));
            roundNumber.set(r, number.raw(0));
            cardsLeft.set(r, count.raw(s));
            hasWon.set(r, s == best);
        }
    }
}
