package dev.tickwire.proto.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.tickwire.proto.wire.Chat;
import dev.tickwire.proto.wire.ServerFrame;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class ChatEncoderTest {
    private final ChatEncoder encoder = new ChatEncoder();
    private final ByteWriter out = new ByteWriter(1);
    private final ServerFrameReader reader = new ServerFrameReader();

    @Test
    void shouldWriteWhatProtobufWouldWriteAndReadItBack() throws Exception {
        Chat first = Chat.newBuilder()
                .setPlayer(0)
                .setName("Zoë 🚀")
                .setText("gg")
                .setTick(70_000)
                .build();
        Chat second = Chat.newBuilder()
                .setName("Wim")
                .setText("🚀".repeat(200))
                .setTick(1)
                .build();

        encode(first);
        encode(second);

        assertThat(out.toByteArray())
                .isEqualTo(ServerFrame.newBuilder()
                        .addChats(first)
                        .addChats(second)
                        .build()
                        .toByteArray());
        reader.read(out.bytes(), 0, out.length());
        assertThat(reader.chats()).containsExactly(first, second);
        reader.read(out.bytes(), 0, 0);
        assertThat(reader.chats()).isEmpty();
    }

    @Test
    void shouldRefuseMoreChatsThanAFrameMayHave() {
        for (int i = 0; i <= ServerFrameReader.MOST_CHATS; i++) {
            encode(Chat.newBuilder().setText("x").build());
        }

        assertThatThrownBy(() -> reader.read(out.bytes(), 0, out.length()))
                .isInstanceOf(MalformedFrameException.class)
                .hasMessage("a frame has more than 1024 chats");
    }

    private void encode(Chat chat) {
        encoder.encode(
                chat.getTick(),
                chat.hasPlayer() ? chat.getPlayer() : ChatEncoder.NO_PLAYER,
                chat.getName().getBytes(StandardCharsets.UTF_8),
                chat.getText().getBytes(StandardCharsets.UTF_8),
                out);
    }
}
