package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lutra.color.CodeValue;
import dev.lutra.color.ColorDifference;
import dev.lutra.color.Lab;
import dev.lutra.color.Lut3d;
import java.util.Arrays;

/** Requires of a delivered look what an accuracy promises, measured here anew. */
final class Promise {

    private static final float SLACK = 1e-4f;

    private Promise() {}

    static void require(Lut3d look, Detail detail, Prediction prediction, Accuracy accuracy, int size) {
        float[] wanted = look.resample(size).lattice();
        float[] delivered = detail.at(size, prediction).lattice();
        String description = "%d³ at %d³, %s".formatted(look.size(), size, accuracy);
        requireDifferences(wanted, delivered, accuracy, description);
        int step = 3 * (1 + size + size * size);
        // Between the detail's own points nothing holds the greys, but half a code is not seen.
        float slack = detail.lattice().size() == size ? SLACK : 0.51f / 255;
        for (int i = 0; i < size; i++) {
            for (int channel = 0; channel < 3; channel++) {
                int at = i * step + channel;
                double most = (i == 0 || i == size - 1 ? 0.5 : 1) + 0.01;
                assertThat(255 * Math.abs(delivered[at] - wanted[at]))
                        .as(description)
                        .isLessThanOrEqualTo((float) most);
                if (i > 0 && wanted[at] >= wanted[at - step]) {
                    assertThat(delivered[at]).as(description).isGreaterThanOrEqualTo(delivered[at - step] - slack);
                }
                if (i > 0 && wanted[at] <= wanted[at - step]) {
                    assertThat(delivered[at]).as(description).isLessThanOrEqualTo(delivered[at - step] + slack);
                }
            }
        }
        boolean monochrome = true;
        for (int i = 0; i < wanted.length; i += 3) {
            monochrome &=
                    look.lattice().length != wanted.length || wanted[i] == wanted[i + 1] && wanted[i] == wanted[i + 2];
            if (detail.isMonochrome()) {
                assertThat(delivered[i]).isEqualTo(delivered[i + 1]).isEqualTo(delivered[i + 2]);
            }
        }
        if (look.size() == size) {
            assertThat(detail.isMonochrome()).isEqualTo(monochrome);
        }
    }

    private static void requireDifferences(float[] wanted, float[] delivered, Accuracy accuracy, String description) {
        var differences = new double[wanted.length / 3];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = ColorDifference.deltaE76(eightBits(wanted, 3 * i), eightBits(delivered, 3 * i));
        }
        Arrays.sort(differences);
        assertThat(Arrays.stream(differences).average().orElseThrow())
                .as(description)
                .isLessThanOrEqualTo(accuracy.mean());
        assertThat(differences[Math.ceilDiv(99 * differences.length, 100) - 1])
                .as(description)
                .isLessThanOrEqualTo(accuracy.p99());
    }

    private static Lab eightBits(float[] rgb, int at) {
        return Lab.ofSrgb8(
                CodeValue.round(rgb[at], 255), CodeValue.round(rgb[at + 1], 255), CodeValue.round(rgb[at + 2], 255));
    }
}
