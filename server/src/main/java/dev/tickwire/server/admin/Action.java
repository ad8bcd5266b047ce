package dev.tickwire.server.admin;

import dev.tickwire.server.http.Answer;
import dev.tickwire.server.roomtype.InvalidAdjustmentException;
import java.text.ParseException;

/** Does what an operator asks. */
public interface Action {
    /** Does it, for somebody who may; exceptions have a sentence for the operator. */
    Answer run(Operator operator, Asked asked) throws InvalidAdjustmentException, ParseException;
}
