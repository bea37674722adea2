package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Curve;
import org.junit.jupiter.api.Test;

class CurveChainTest {

    private static final Curve BENT = Curve.uniform(0, 1, new float[] {1, 0.25f, 0.5f, 0});

    @Test
    void bendsWhereOneOfThemDoes() {
        Curve first = Curve.of(new float[] {-1, 0.5f, 2, 3}, new float[] {0, 1.5f, 0.2f, 0.2f});

        Curve chain = CurveChain.of(first, BENT);

        assertThat(chain.points()).isLessThan(15);
        for (float at = -2; at < 4; at += 0.01f) {
            assertThat(chain.apply(at)).isCloseTo(BENT.apply(first.apply(at)), within(1e-6f));
        }
    }

    @Test
    void isSampledWhereItWouldBendTooOften() {
        var zigzag = new float[40_000];
        for (int i = 0; i < zigzag.length; i++) {
            zigzag[i] = i % 2;
        }
        Curve first = Curve.uniform(0, 1, zigzag);

        Curve chain = CurveChain.of(first, BENT);

        assertThat(chain.points()).isEqualTo(Curve.MAX_POINTS);
        assertThat(chain.apply(0)).isEqualTo(1);
        assertThat(chain.apply(1)).isEqualTo(0);
    }
}
