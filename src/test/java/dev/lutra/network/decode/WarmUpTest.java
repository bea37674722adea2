package dev.lutra.network.decode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    @Test
    void decodesWithoutAFailure() {
        assertThatCode(WarmUp::run).doesNotThrowAnyException();
    }

    @Test
    void endsByItself() throws Exception {
        assertThat(WarmUp.start().join(Duration.ofMinutes(2))).isTrue();
    }
}
