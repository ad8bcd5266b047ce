package dev.tickwire.simulation.whiteboard;

/** Draws and erases. Between three places of the pen the ink is a curve, so that lines are round at any tick rate. */
final class Pen {
    private static final double SHORTEST = 3;
    private static final double ERASER_RADIUS = 14;

    private final Hands hands;
    private final People people;
    private final Ink ink;

    Pen(Whiteboard whiteboard) {
        hands = whiteboard.hands;
        people = whiteboard.people;
        ink = whiteboard.ink;
    }

    /** Follows a person's pointer; comes before the person is moved there. */
    void follow(int player) {
        if (hands.pen.is(player)) {
            draw(player);
        } else if (people.drawing.is(player)) {
            lift(player);
        }
        if (hands.eraser.is(player)) {
            erase(player);
        }
    }

    private void draw(int player) {
        double x = hands.x.get(player);
        double y = hands.y.get(player);
        if (!people.drawing.is(player)) {
            people.drawing.set(player, true);
            people.inkX.set(player, x);
            people.inkY.set(player, y);
        } else {
            double fromX = people.penX.get(player);
            double fromY = people.penY.get(player);
            if (distanceSquared(x, y, fromX, fromY) < SHORTEST * SHORTEST) {
                return;
            }
            extend(player, (fromX + x) / 2, (fromY + y) / 2);
        }
        people.penX.set(player, x);
        people.penY.set(player, y);
    }

    /** Draws what is left to where the pen was last: of a tap, a dot. */
    private void lift(int player) {
        extend(player, people.penX.get(player), people.penY.get(player));
        people.drawing.set(player, false);
    }

    private void extend(int player, double x, double y) {
        int curve = ink.add();
        if (curve >= 0) {
            ink.ax.setRaw(curve, people.inkX.raw(player));
            ink.ay.setRaw(curve, people.inkY.raw(player));
            ink.cx.setRaw(curve, people.penX.raw(player));
            ink.cy.setRaw(curve, people.penY.raw(player));
            ink.bx.set(curve, x);
            ink.by.set(curve, y);
            ink.color.setRaw(curve, hands.color.raw(player));
            ink.player.setRaw(curve, player);
        }
        people.inkX.set(player, x);
        people.inkY.set(player, y);
    }

    private void erase(int player) {
        double toX = hands.x.get(player);
        double toY = hands.y.get(player);
        boolean wasPointing = people.pointing.is(player);
        double fromX = wasPointing ? people.x.get(player) : toX;
        double fromY = wasPointing ? people.y.get(player) : toY;
        for (int curve = ink.first(); curve >= 0; curve = ink.next(curve)) {
            double ax = ink.ax.get(curve);
            double ay = ink.ay.get(curve);
            double bx = ink.bx.get(curve);
            double by = ink.by.get(curve);
            double middleX = (ax + 2 * ink.cx.get(curve) + bx) / 4;
            double middleY = (ay + 2 * ink.cy.get(curve) + by) / 4;
            if (isNear(ax, ay, fromX, fromY, toX, toY)
                    || isNear(middleX, middleY, fromX, fromY, toX, toY)
                    || isNear(bx, by, fromX, fromY, toX, toY)) {
                ink.remove(curve);
            }
        }
    }

    /** Whether a place is under the eraser on its way. */
    private static boolean isNear(double x, double y, double fromX, double fromY, double toX, double toY) {
        double wayX = toX - fromX;
        double wayY = toY - fromY;
        double length = wayX * wayX + wayY * wayY;
        double along = length == 0 ? 0 : ((x - fromX) * wayX + (y - fromY) * wayY) / length;
        double part = Math.max(0, Math.min(1, along));
        return distanceSquared(x, y, fromX + part * wayX, fromY + part * wayY) < ERASER_RADIUS * ERASER_RADIUS;
    }

    private static double distanceSquared(double x, double y, double otherX, double otherY) {
        return (x - otherX) * (x - otherX) + (y - otherY) * (y - otherY);
    }
}
