package dev.tickwire.server.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "nonsense", "[]", "5", "null", "{\"a\": 1", "{\"a\" 1}", "{\"a\": 1e999}"})
    void shouldReadNothingButAnObject(String json) {
        assertThatThrownBy(() -> Body.parse(json))
                .isInstanceOf(RefusedException.class)
                .hasMessage("The body must be a JSON object.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "0", "4", "-1", "1e300", "null", "true", "\"2\"", "[2]"})
    void shouldTakeNothingButAWholeNumberOfTheRange(String number) throws RefusedException {
        Body body = Body.parse("{\"number\": " + number + "}");

        assertThatThrownBy(() -> body.integer("number", 1, 3, 0))
                .hasMessage("number must be a whole number from 1 to 3.");
    }

    @Test
    void shouldSayWhatIsAskedForInPlaceOfAMemberThatIsNot() throws RefusedException {
        Body body = Body.parse("{\"rom\": \"a\", \"text\": \"b\"}");
        assertThat(body.text("text")).isEqualTo("b");
        assertThat(body.text("room")).isEmpty();

        assertThatThrownBy(body::end).hasMessage("There is no member \"rom\" here: there are room, text.");
    }

    @Test
    void shouldTellNumbersThatNobodyAskedForByTheirPaths() throws RefusedException {
        Body body = Body.parse(
                "{\"room\": \"a\", \"rate\": 2.5, \"tunables\": {\"gulls\": 9, \"wind\": -1}, \"none\": {}}");
        assertThat(body.text("room")).isEqualTo("a");

        assertThat(body.otherNumbers()).isEqualTo(Map.of("rate", 2.5, "tunables.gulls", 9.0, "tunables.wind", -1.0));
        body.end();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": \"5\"}", "{\"a\": null}", "{\"a\": [1]}"})
    void shouldRefuseWhatIsNoNumberAmongThose(String json) {
        assertThatThrownBy(() -> Body.parse(json).otherNumbers())
                .hasMessage("\"a\" must be a number, or an object of numbers.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"a\": {\"b\": null}}", "{\"a\": {\"b\": {\"c\": 1}}}"})
    void shouldRefuseWhatIsNoNumberInAnObjectOfThem(String json) {
        assertThatThrownBy(() -> Body.parse(json).otherNumbers()).hasMessage("\"a.b\" must be a number.");
    }
}
