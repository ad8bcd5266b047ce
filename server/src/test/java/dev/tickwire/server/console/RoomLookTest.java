package dev.tickwire.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.util.JSONObjectUtils;
import dev.tickwire.server.metrics.BytesWatch;
import java.text.ParseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a page may ask to see of a room. */
class RoomLookTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"room\": 5}           | room must be a text.",
                "{\"beside\": [1]}       | beside must be a text.",
                "{\"search\": {}}        | search must be a text.",
                "{\"from\": \"1\"}       | from must be a whole number.",
                "{\"from\": 1.5}         | from must be a whole number.",
                "{\"pinned\": -2}        | pinned must be a whole number.",
                "{\"bytesOf\": \"Ada\"}  | bytesOf must be a whole number.",
                "{\"bytesOf\": 1e10}     | bytesOf must be a whole number.",
                "{\"bytesOf\": -1}       | bytesOf must be the number of a player, from 0 on.",
            })
    void shouldSayWhatIsWrong(String json, String sentence) throws ParseException {
        var asked = JSONObjectUtils.parse(json);

        assertThatThrownBy(() -> RoomLook.parse(asked)).hasMessage(sentence);
    }

    @Test
    void shouldSeeTheBytesOfAllWhereNobodyIsNamed() throws ParseException {
        assertThat(RoomLook.parse(JSONObjectUtils.parse("{\"room\": \"a\"}")))
                .isEqualTo(new RoomLook("a", "", WorldView.Wanted.NOTHING, BytesWatch.EVERYBODY));
        assertThat(RoomLook.parse(JSONObjectUtils.parse("{\"room\": \"a\", \"bytesOf\": 0}"))
                        .bytesOf())
                .isZero();
    }
}
