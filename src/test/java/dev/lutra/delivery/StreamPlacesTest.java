package dev.lutra.delivery;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import dev.lutra.compute.Overloaded;
import dev.lutra.compute.Permit;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {

    private final StreamPlaces places = new StreamPlaces(3, 2);

    @Test
    void leavesPlacesToOtherClients() {
        Permit first = places.enter("a");
        places.enter("a");
        assertThatExceptionOfType(Overloaded.class).isThrownBy(() -> places.enter("a"));
        assertThatNoException().isThrownBy(() -> places.enter("b"));
        assertThatExceptionOfType(Overloaded.class).isThrownBy(() -> places.enter("c"));
        first.close();
        assertThatNoException().isThrownBy(() -> places.enter("c"));
    }

    @Test
    void givesBackWhatIsLeft() {
        for (int i = 0; i < 10; i++) {
            places.enter("a").close();
        }
        places.enter("a");
        places.enter("a");
    }
}
