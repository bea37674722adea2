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
        "'夜景', ye-jing",
        "'夜の街', ye-no-jie",
        "'Ночной город', nochnoy-gorod",
        "'Smørrebrød Straße Łódź', smorrebrod-strasse-lodz",
        "'서울의 밤', seoului-bam",
        "'Αθήνα', athina",
        "'ليل', lyl",
        "'Kodak – Gold', kodak-gold",
        "'🌃', night-with-stars",
        "'👩‍🎨 ❤️', woman-art-heart",
        "'Sunset 🌇', sunset-city-sunset",
        "'★', black-star",
        "'!!!', lut",
        "'', lut"
    })
    void makesIdsFromTitles(String title, String slug) {
        assertThat(Slug.of(title)).isEqualTo(slug);
    }

    @Test
    void isBounded() {
        assertThat(Slug.of("long ".repeat(100))).hasSizeLessThanOrEqualTo(80).doesNotEndWith("-");
    }

    @Test
    void staysWithinItsLettersWhateverTheTitle() {
        for (int plane = 0; plane < 0x110000; plane += 0x100) {
            for (int sign = plane; sign < plane + 0x100; sign++) {
                assertThat(Slug.of(Character.toString(sign)))
                        .matches("[a-z0-9]+(-[a-z0-9]+)*")
                        .hasSizeBetween(1, 80);
            }
        }
        assertThat(Slug.of("🌃".repeat(1000))).hasSizeBetween(1, 80);
    }

    @Test
    void isNoNumberForALut() {
        assertThat(Slug.ofLut("160")).isEqualTo("lut-160");
        assertThat(Slug.ofLut("१२३")).isEqualTo("lut-123");
        assertThat(Slug.ofLut("160 T")).isEqualTo("160-t");
        assertThat(Slug.of("2021")).as("a tag").isEqualTo("2021");
    }

    @Test
    void tellsTitlesApartThatSoundAlike() {
        Set<String> taken = Set.of(Slug.of("夜景"));
        assertThat(Slug.unused("業經", taken::contains)).isEqualTo("ye-jing-2");
    }

    @Test
    void numbersWhatIsTaken() {
        Set<String> taken = Set.of("look", "look-2");
        assertThat(Slug.unused("Look", taken::contains)).isEqualTo("look-3");
        assertThat(Slug.unused("Other", taken::contains)).isEqualTo("other");
    }
}
