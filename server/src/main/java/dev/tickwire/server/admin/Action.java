package dev.tickwire.server.admin;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.http.Body;
import dev.tickwire.server.http.RefusedException;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;

/** Does what an operator asks. */
public interface Action {
    /** Does it, for somebody who may; exceptions have a sentence for the operator. */
    Answer run(Operator operator, Body body) throws InvalidAdjustmentException, RefusedException;
}
