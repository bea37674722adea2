package dev.lutra.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownNameTest {

    private static final List<String> KNOWN = List.of("mode", "luts", "model", "iterations", "seed", "res", "strength");

    @ParameterizedTest
    @CsvSource({
        "iteration, iterations",
        "Iterations, iterations",
        "itertions, iterations",
        "resolution, res",
        "modell, model",
        "strenght, strength",
        "lut, luts"
    })
    void namesTheNearest(String name, String nearest) {
        assertThat(UnknownName.explain(name, KNOWN)).isEqualTo("unknown; did you mean '%s'?".formatted(nearest));
    }

    @Test
    void namesAllInOrderWhereNoneIsNear() {
        assertThat(UnknownName.explain("xyz", Set.of("size", "page")))
                .isEqualTo("unknown; the known names are 'page', 'size'");
        assertThat(UnknownName.explain("xyz", List.of())).isEqualTo("unknown; there are none");
    }
}
