package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

    @ParameterizedTest
    @CsvSource({
        "Kodak Portra 160, kodak-portra-160",
        "Kodak Portra 160 +, kodak-portra-160-plus",
        "Kodak Portra 160 ++, kodak-portra-160-plus-plus",
        "Kodak Portra 160 -, kodak-portra-160-minus",
        "Fuji FP-3000b --, fuji-fp-3000b-minus-minus",
        "Polaroid Time Zero (Expired), polaroid-time-zero-expired",
        "Été à l'ombre, ete-a-l-ombre",
        "2-strip-process, 2-strip-process",
        "'../../etc/passwd', etc-passwd",
        "'日本', lut"
    })
    void makesIdsFromTitles(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @Test
    void isBounded() {
        assertThat(Slug.of("long ".repeat(100))).hasSizeLessThanOrEqualTo(80).doesNotEndWith("-");
    }

    @Test
    void numbersWhatIsTaken() {
        Set<String> taken = Set.of("look", "look-2");
        assertThat(Slug.unused("Look", taken::contains)).isEqualTo("look-3");
        assertThat(Slug.unused("Other", taken::contains)).isEqualTo("other");
    }
}
