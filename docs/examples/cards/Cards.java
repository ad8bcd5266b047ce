import dev.tickwire.simulation.world.*;

/** A shedding game: lay a card of the same rank or suit, or draw. Who has none left wins the points of all others. */
public final class Cards extends Game {
    static final int SEATS = 4, CARDS = 52, RANKS = 13;
    // Who has a card, if it is no player.
    static final int DECK = -1, PLAYED = -2;
    // Phases, and how a card moved: places in the lists of labels below.
    static final int LOBBY = 0, PLAYING = 1, RESULTS = 2, LAID = 0, DREW = 1, TIMED_OUT = 2, WON = 3;

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

    final Table seats = table(new Table("seats", SEATS));
    final Column name = seats.text("name"), isHost = seats.flag("isHost"), isReady = seats.flag("isReady");
    final Column count = seats.integer("cards", 0, CARDS), points = seats.integer("points", 0, 100_000);
    final Column user = seats.text("user").hidden(),
            asked = seats.integer("asked", 0, Requests.MOST).hidden();

    // A row for each card, at its number: it is told to who holds it, and to nobody else.
    final Table cards = table(new Table("cards", CARDS));
    final Column holder = cards.integer("holder", PLAYED, SEATS - 1);

    final Table round = table(new Table("round", 1));
    final Column phase = round.oneOf("phase", "lobby", "playing", "results"), number = round.integer("number", 0, 1000);
    final Column turn = round.integer("turn", 0, SEATS - 1), endsAt = round.integer("endsAt", 0, 1 << 30);
    final Column top = round.integer("top", 0, CARDS - 1), left = round.integer("left", 0, CARDS);
    final Column winner = round.integer("winner", -1, SEATS - 1);

    final Events moves = events(new Events("moves", 16));
    final Column mover = moves.integer("player", 0, SEATS - 1), moved = moves.integer("card", -1, CARDS - 1);
    final Column how = moves.oneOf("how", "laid", "drew", "timedOut", "won");

    // What goes out of the room: who a player is, by the ticket that it has from our site, and how a round ended.
    final Requests accounts = requests(new Requests("accounts", 4)), results = requests(new Requests("results", 4));
    final Column shown = accounts.text("ticket"), found = accounts.answer.text("user");
    final Column resultOf = results.text("user"), roundNumber = results.integer("round", 0, 1000);
    final Column cardsLeft = results.integer("cards", 0, CARDS), hasWon = results.flag("won");

    public Cards() {
        cards.ownedBy(holder);
        cards.ownerOnly();
    }

    @Override
    public void start(Step step) {
        round.addAt(0);
        for (int card = 0; card < CARDS; card++) cards.addAt(card);
    }

    @Override
    public String refusal(Step step, Candidate candidate) {
        return candidate.password().equals(password.text(0)) ? null : "That is not the password of this table.";
    }

    @Override
    public void joined(Step step, int player) {
        seats.addAt(player);
        name.set(player, step.name(player));
    }

    @Override
    public void left(Step step, int player) {
        for (int card = 0; card < CARDS; card++) {
            if (holder.raw(card) == player) holder.set(card, PLAYED);
        }
        seats.remove(player);
        int playing = 0, last = -1;
        for (int s = seats.first(); s >= 0; s = seats.next(s)) {
            if (count.raw(s) == 0) continue;
            playing++;
            last = s;
        }
        if (phase.raw(0) == PLAYING && playing < 2) finish(step, last);
        else if (phase.raw(0) == PLAYING && turn.raw(0) == player) nextTurn(step);
    }

    @Override
    public void step(Step step) {
        int host = step.creator() >= 0 ? step.creator() : seats.first();
        for (int s = seats.first(); s >= 0; s = seats.next(s)) isHost.set(s, s == host);
        for (int c = kick.first(); c >= 0; c = kick.next(c)) kick.answer(c, kick.player(c) == host && kick(step, c));
        for (int c = sign.first(); c >= 0; c = sign.next(c)) sign.answer(c, ask(sign.player(c), ticket.text(c)));
        for (int a = accounts.answer.first(); a >= 0; a = accounts.answer.next(a)) hear(a);
        for (int c = ready.first(); c >= 0; c = ready.next(c)) ready.answer(c, getReady(step, ready.player(c)));
        for (int c = draw.first(); c >= 0; c = draw.next(c)) draw.answer(c, draw(step, draw.player(c), DREW));
        for (int c = play.first(); c >= 0; c = play.next(c)) play.answer(c, play(step, play.player(c), laid.raw(c)));
        if (phase.raw(0) == PLAYING && step.tick() >= endsAt.raw(0)) draw(step, turn.raw(0), TIMED_OUT);
    }

    private boolean kick(Step step, int c) {
        if (seats.isPresent(kicked.raw(c))) step.remove(kicked.raw(c), "The host of this table has sent you away.");
        return seats.isPresent(kicked.raw(c));
    }

    /** Who a player is says the backend, which has made the ticket. */
    private boolean ask(int player, String itsTicket) {
        int r = accounts.add();
        if (r < 0) return false;
        shown.set(r, itsTicket);
        asked.setRaw(player, accounts.id(r));
        return true;
    }

    private void hear(int a) {
        for (int s = seats.first(); s >= 0; s = seats.next(s)) {
            if (asked.raw(s) == accounts.answer.request(a) && !accounts.answer.failed(a)) user.set(s, found.text(a));
        }
    }

    /** For the first round, or for another one. */
    private boolean getReady(Step step, int player) {
        if (phase.raw(0) == PLAYING) return false;
        isReady.set(player, true);
        boolean areAll = seats.count() >= 2;
        for (int s = seats.first(); s >= 0; s = seats.next(s)) areAll &= isReady.is(s);
        if (areAll) deal(step);
        return true;
    }

    private void deal(Step step) {
        for (int card = 0; card < CARDS; card++) holder.set(card, DECK);
        left.set(0, CARDS);
        for (int s = seats.first(); s >= 0; s = seats.next(s)) {
            isReady.set(s, false);
            count.set(s, 0);
            for (int i = 0; i < cardsEach.raw(0); i++) take(step, s);
        }
        top.set(0, take(step, PLAYED));
        number.add(0, 1);
        phase.setRaw(0, PLAYING);
        turn.set(0, SEATS - 1);
        nextTurn(step);
    }

    private String play(Step step, int player, int card) {
        if (phase.raw(0) != PLAYING || turn.raw(0) != player) return "notNow";
        boolean fits = card % RANKS == top.raw(0) % RANKS || card / RANKS == top.raw(0) / RANKS;
        if (!fits || holder.raw(card) != player) return "illegal";
        holder.set(card, PLAYED);
        top.set(0, card);
        count.add(player, -1);
        tell(player, card, LAID);
        if (count.raw(player) == 0) finish(step, player);
        else nextTurn(step);
        return "ok";
    }

    private boolean draw(Step step, int player, int why) {
        if (phase.raw(0) != PLAYING || turn.raw(0) != player) return false;
        take(step, player);
        tell(player, -1, why);
        nextTurn(step);
        return true;
    }

    /** A card from the deck, any; when that is empty, all that was played but the top becomes it. -1: there is none. */
    private int take(Step step, int whose) {
        for (int card = 0, was = left.raw(0); was == 0 && card < CARDS; card++) {
            if (holder.raw(card) != PLAYED || card == top.raw(0)) continue;
            holder.set(card, DECK);
            left.add(0, 1);
        }
        if (left.raw(0) == 0) return -1;
        int card;
        do card = step.random().nextInt(CARDS);
        while (holder.raw(card) != DECK);
        holder.set(card, whose);
        left.add(0, -1);
        if (whose >= 0) count.add(whose, 1);
        return card;
    }

    private void nextTurn(Step step) {
        int player = turn.raw(0);
        do player = (player + 1) % SEATS;
        while (!seats.isPresent(player) || count.raw(player) == 0);
        turn.set(0, player);
        endsAt.set(0, step.tick() + step.ticks(turnSeconds.raw(0)));
    }

    private void tell(int player, int card, int what) {
        int e = moves.add();
        mover.set(e, player);
        moved.set(e, card);
        how.setRaw(e, what);
    }

    /** @param best -1: everybody has left */
    private void finish(Step step, int best) {
        phase.setRaw(0, RESULTS);
        winner.set(0, best);
        if (best < 0) return;
        tell(best, -1, WON);
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
