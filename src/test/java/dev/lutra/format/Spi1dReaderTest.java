package dev.lutra.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class Spi1dReaderTest {

    private static final String GREY = "Version 1\nFrom -0.5 2\nLength 3\nComponents 1\n{\n 0\n .25\n 1e0\n}\n";

    @Test
    void readsOneCurveForAllChannels() {
        LutFile read = TestFiles.read("spi1d", GREY);

        assertThat(TestFiles.shaper(read).isSame()).isTrue();
        assertThat(TestFiles.shaper(read).red().outputs()).containsExactly(0, 0.25f, 1);
        assertThat(TestFiles.shaper(read).red().isUniform()).isTrue();
        assertThat(read.inputs().min().green()).isEqualTo(-0.5f);
        assertThat(read.inputs().max().blue()).isEqualTo(2);
        assertThat(TestFiles.output(read, 0.75f, 9, -9)).containsExactly(0.25f, 1, 0);
    }

    @Test
    void readsACurveForEachChannel() {
        LutFile read = TestFiles.read(
                "spi1d", "Version 1\r\nLength 2\r\nComponents 3\r\n\r\n{\r\n0 1 2\r\n\r\n3 4 5\r\n}\r\n\r\n");

        assertThat(TestFiles.shaper(read).red().outputs()).containsExactly(0, 3);
        assertThat(TestFiles.shaper(read).green().outputs()).containsExactly(1, 4);
        assertThat(TestFiles.shaper(read).blue().outputs()).containsExactly(2, 5);
        assertThat(read.inputs().isUnit()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Version 1 | Version 2 | spi1d-version | 1",
                "Version 1 | Version | spi1d-header | 1",
                "Version 1 | Version 1 2 | spi1d-unexpected-text | 1",
                "Version 1 | <html> | spi1d-unexpected-text | 1",
                "From -0.5 2 | From 2 2 | spi1d-domain | 2",
                "From -0.5 2 | From 2 nan | spi1d-not-finite | 2",
                "From -0.5 2 | From 2 | spi1d-header | 2",
                "Length 3 | Length 1 | spi1d-size | 3",
                "Length 3 | Length 65537 | spi1d-size | 3",
                "Length 3 | Length 99999999999 | spi1d-size | 3",
                "Length 3 | Length 3.0 | spi1d-size | 3",
                "Length 3 | Length 4 | spi1d-not-a-number | 9",
                "Length 3 | Length 2 | spi1d-row-count | 8",
                "Length 3 | From 0 1 | spi1d-header | 5",
                "Components 1 | Components 2 | spi1d-components | 4",
                "Components 1 | Components 4 | spi1d-components | 4",
                "Components 1 | Components 3 | spi1d-columns | 6",
                "{ | 5 | spi1d-unexpected-text | 5",
                ".25 | inf | spi1d-not-finite | 7",
                ".25 | 1,5 | spi1d-not-a-number | 7",
                ".25 | 1 5 | spi1d-columns | 7",
                "} | # | spi1d-row-count | 9",
                "} | } 5 | spi1d-row-count | 9",
            })
    void refuses(String part, String instead, String code, int line) {
        TestFiles.assertRefused("spi1d", GREY.replace(part, instead), code, line);
    }

    @Test
    void refusesWhatIsCutOffOrGoesOn() {
        TestFiles.assertRefused("spi1d", "", "spi1d-header", 1);
        TestFiles.assertRefused("spi1d", "Version 1\nLength 3\n", "spi1d-header", 2);
        TestFiles.assertRefused("spi1d", GREY.substring(0, GREY.indexOf("1e0")), "spi1d-row-count", 8);
        TestFiles.assertRefused("spi1d", GREY + "0.5\n", "spi1d-unexpected-text", 10);
    }
}
