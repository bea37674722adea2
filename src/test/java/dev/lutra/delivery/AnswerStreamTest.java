package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AnswerStreamTest {

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void sendsWhatIsWrittenInTime() throws IOException {
        var stream = new AnswerStream(sent, Duration.ofMinutes(1));
        stream.write(new byte[] {1, 2, 3}, 1, 2);
        assertThat(sent.toByteArray()).containsExactly(2, 3);
    }

    @Test
    void isBrokenOffWhenItsTimeIsOver() {
        var stream = new AnswerStream(sent, Duration.ZERO);
        assertThatThrownBy(() -> stream.write(new byte[1], 0, 1))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("more than 0 s");
        assertThat(sent.toByteArray()).isEmpty();
    }
}
