package dev.lutra.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LatticeTransformTest {

    @ParameterizedTest
    @ValueSource(ints = {2, 5, 12, 17})
    void multipliesAlongEveryAxis(int size) {
        float[] lattice = random(size, 7);
        var axis = new AxisTransform(size);
        float[] matrix = axis.analysis();
        float[] transformed = lattice.clone();
        new LatticeTransform(axis).analyse(transformed);
        var random = new SplittableRandom(1);
        for (int sample = 0; sample < 50; sample++) {
            int blue = random.nextInt(size);
            int green = random.nextInt(size);
            int red = random.nextInt(size);
            double sum = 0;
            for (int b = 0; b < size; b++) {
                for (int g = 0; g < size; g++) {
                    for (int r = 0; r < size; r++) {
                        sum += (double) matrix[blue * size + b]
                                * matrix[green * size + g]
                                * matrix[red * size + r]
                                * lattice[(b * size + g) * size + r];
                    }
                }
            }
            assertThat(transformed[(blue * size + green) * size + red]).isCloseTo((float) sum, within(1e-3f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16, 33})
    void undoesItself(int size) {
        float[] lattice = random(size, 3);
        float[] transformed = lattice.clone();
        var transform = new LatticeTransform(new AxisTransform(size));
        transform.analyse(transformed);
        transform.synthesise(transformed);
        for (int i = 0; i < lattice.length; i++) {
            assertThat(transformed[i]).isCloseTo(lattice[i], within(1e-3f));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 8, 20, 32})
    void skipsWhatIsEmptyAndNothingElse(int place) {
        int size = 33;
        var coefficients = new float[size * size * size];
        coefficients[(place * size + 5) * size + 30] = 4;
        var transform = new LatticeTransform(new AxisTransform(size));
        float[] lattice = coefficients.clone();
        transform.synthesise(lattice);
        transform.analyse(lattice);
        for (int i = 0; i < lattice.length; i++) {
            assertThat(lattice[i]).isCloseTo(coefficients[i], within(1e-4f));
        }
    }

    private static float[] random(int size, int seed) {
        var random = new SplittableRandom(seed);
        var lattice = new float[size * size * size];
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) random.nextDouble(-100, 100);
        }
        return lattice;
    }
}
