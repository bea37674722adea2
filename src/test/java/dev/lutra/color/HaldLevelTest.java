package dev.lutra.color;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HaldLevelTest {

    @Test
    void relatesLevelSideAndCubeSize() {
        for (int number = HaldLevel.MIN; number <= HaldLevel.MAX; number++) {
            var level = new HaldLevel(number);

            assertThat(level.side() * level.side()).isEqualTo(level.cubeSize() * level.cubeSize() * level.cubeSize());
            assertThat(HaldLevel.ofCubeSize(level.cubeSize())).contains(level);
            assertThat(HaldLevel.ofSide(level.side())).contains(level);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {-4, 0, 1, 2, 17, 33, 65, 255, 289, Integer.MAX_VALUE})
    void hasNoLevelForOtherSizes(int size) {
        assertThat(HaldLevel.ofCubeSize(size)).isEmpty();
        assertThat(HaldLevel.ofSide(size)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 17})
    void refusesLevelsOutOfRange(int level) {
        assertThatIllegalArgumentException().isThrownBy(() -> new HaldLevel(level));
    }
}
