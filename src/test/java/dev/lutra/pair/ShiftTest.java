package dev.lutra.pair;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ShiftTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "-3, 2", "7, -5", "-11, -9"})
    void isFoundThroughAnEdit(int dx, int dy) {
        PixelGrid whole = Scenes.waves(400, 300, 1);
        PixelGrid before = Scenes.part(whole, 30, 30, 320, 220);
        PixelGrid after = Scenes.edited(Scenes.part(whole, 30 - dx, 30 - dy, 320, 220), Scenes::negative);
        assertThat(Shift.between(before, after)).isEqualTo(new Shift(dx, dy));
    }

    @Test
    void knowsWhichPixelsItShows() {
        var grid = new PixelGrid(10, 5, new float[150]);
        var shift = new Shift(2, -1);
        assertThat(shift.shows(0, 1, grid)).isTrue();
        assertThat(shift.shows(7, 1, grid)).isTrue();
        assertThat(shift.shows(8, 1, grid)).isFalse();
        assertThat(shift.shows(0, 0, grid)).isFalse();
    }
}
