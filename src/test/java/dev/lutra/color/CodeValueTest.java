package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CodeValueTest {

    @Test
    void givesEveryCodeValueBack() {
        for (int code = 0; code <= CodeValue.MAX_16; code++) {
            assertThat(CodeValue.round((float) code / CodeValue.MAX_16, CodeValue.MAX_16))
                    .isEqualTo(code);
        }
    }

    @Test
    void roundsToTheNearest() {
        assertThat(CodeValue.round(Math.nextDown(0.5f), CodeValue.MAX_8)).isEqualTo(127);
        assertThat(CodeValue.round(0.5f, CodeValue.MAX_8)).isEqualTo(128);
    }

    @Test
    void clamps() {
        assertThat(CodeValue.round(-0.1f, CodeValue.MAX_8)).isZero();
        assertThat(CodeValue.round(Float.NaN, CodeValue.MAX_8)).isZero();
        assertThat(CodeValue.round(Float.POSITIVE_INFINITY, CodeValue.MAX_16)).isEqualTo(65535);
    }
}
