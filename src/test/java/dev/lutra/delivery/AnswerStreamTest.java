package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private int opened;

    @Test
    void keepsItsBeginningBack() throws IOException {
        AnswerStream stream = stream(Duration.ofMinutes(1));
        stream.write(new byte[60_000]);
        assertThat(opened).isZero();
        stream.write(new byte[10_000]);
        assertThat(opened).isOne();
        assertThat(sent.size()).isEqualTo(70_000);
        stream.write(1);
        stream.finish();
        assertThat(opened).isOne();
        assertThat(sent.toByteArray()).hasSize(70_001).endsWith(1);
    }

    @Test
    void sendsShortAnswersAtTheirEnd() throws IOException {
        AnswerStream stream = stream(Duration.ofMinutes(1));
        stream.write(7);
        stream.finish();
        assertThat(sent.toByteArray()).containsExactly(7);
    }

    @Test
    void opensNothingForWhatFailsEarly() {
        AnswerStream stream = stream(Duration.ofMinutes(1));
        assertThatThrownBy(() -> failAfter(stream, 1_000)).hasMessage("gone");
        assertThat(opened).isZero();
    }

    @Test
    void sendsNoMoreOfWhatFailsLater() {
        AnswerStream stream = stream(Duration.ofMinutes(1));
        assertThatThrownBy(() -> failAfter(stream, 100_000)).hasMessage("gone");
        assertThat(sent.size()).isEqualTo(100_000);
    }

    @Test
    void isBrokenOffWhenItsTimeIsOver() throws IOException {
        AnswerStream stream = stream(Duration.ZERO);
        stream.write(new byte[100_000]);
        assertThatThrownBy(() -> stream.write(1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 0 s");
        assertThatThrownBy(stream::finish).isInstanceOf(IOException.class);
    }

    private AnswerStream stream(Duration maxTime) {
        return new AnswerStream(
                () -> {
                    opened++;
                    return sent;
                },
                maxTime);
    }

    /** A writer that ends its file come what may, as one does in a try-with-resources. */
    private static void failAfter(AnswerStream stream, int bytes) throws IOException {
        try (OutputStream file = ending(stream)) {
            stream.breakingOff(sink -> {
                        file.write(new byte[bytes]);
                        throw new IllegalStateException("gone");
                    })
                    .writeTo((rgb, points) -> {});
        }
    }

    private static OutputStream ending(AnswerStream stream) {
        return new OutputStream() {

            @Override
            public void write(int value) throws IOException {
                stream.write(value);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                stream.write(bytes, offset, length);
            }

            @Override
            public void close() throws IOException {
                stream.write(new byte[] {'e', 'n', 'd'});
                stream.flush();
            }
        };
    }
}
