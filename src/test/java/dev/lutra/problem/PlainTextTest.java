package dev.lutra.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Portra 160 ++",
                "夜景",
                "Ночной город",
                "ليل",
                "Smørrebrød Straße Łódź",
                "👩‍🎨 ❤️",
                "می‌خواهم"
            })
    void takesEveryScript(String text) {
        assertThat(PlainText.isPlain(text)).isTrue();
        assertThat(PlainText.cleaned(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a\0b",
                "a\tb",
                "a\nb",
                "a\rb",
                "a\u001Bb",
                "a\u007Fb",
                "a\u0085b",
                "a\u2028b",
                "a\u2029b",
                "a\u202Eb",
                "a\u2066b",
                "a\uFFFFb",
                "a\uD800b",
                "a\uDC00b",
                "a\uFDD0b"
            })
    void refusesWhatShowsNothingOrSomethingElse(String text) {
        assertThat(PlainText.isPlain(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "'a\0b', ab",
        "'a\tb', a b",
        "'a\r\n\r\nb', a b",
        "'a\u2028b', a b",
        "'a\u0085b', a b",
        "'  \u001B[31ma  b \n', [31ma b",
        "'a\u202Egnp.', agnp.",
        "'a\uD800b', ab",
        "'E\u0301te\u0301', Été",
        "'\0\u001B\n', ''"
    })
    void leavesOut(String text, String plain) {
        assertThat(PlainText.cleaned(text)).isEqualTo(plain);
    }

    @Test
    void cleansEveryCharacter() {
        String all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(PlainText.isPlain(PlainText.cleaned(all))).isTrue();
    }
}
