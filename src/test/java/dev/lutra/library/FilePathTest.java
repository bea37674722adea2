package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FilePathTest {

    @ParameterizedTest
    @CsvSource({
        "a.cube, a.cube, a",
        "My Pack/Warm/Sun A.cube, My Pack/Warm/Sun A.cube, Sun A",
        "'My Pack\\Warm\\Sun A.cube', My Pack/Warm/Sun A.cube, Sun A",
        "'./a//b/./c.cube', a/b/c.cube, c",
        "'a\0b/\u001Bc\u2028d.cube', ab/c d.cube, c d",
        "'E\u0301te\u0301.cube', Été.cube, Été",
        "'a.b.cube', a.b.cube, a.b",
        ".cube, .cube, LUT",
        "name, name, name"
    })
    void takesPathsApart(String text, String path, String title) {
        assertThat(FilePath.of(text))
                .hasToString(path)
                .extracting(FilePath::title)
                .isEqualTo(title);
        assertThat(FilePath.of(text).leadsOut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a.cube", "a/../b.cube", "/a.cube", "\\a.cube", "C:\\fakepath\\a.cube", "..\\a.cube"})
    void seesWhatLeadsOut(String text) {
        assertThat(FilePath.of(text).leadsOut()).isTrue();
        assertThat(FilePath.of(text).isLitter()).isFalse();
        assertThat(FilePath.of(text).inside().folders()).isEmpty();
        assertThat(FilePath.of(text).inside().leadsOut()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__MACOSX/a/._b.cube",
                "a/__MACOSX/b.cube",
                "a/.DS_Store",
                "a/._b.cube",
                ".git/b.cube",
                "Thumbs.db",
                "a/desktop.ini"
            })
    void knowsWhatSystemsLeave(String text) {
        assertThat(FilePath.of(text).isLitter()).isTrue();
    }

    @Test
    void isBounded() {
        assertThat(FilePath.of("a/".repeat(33) + "b.cube").isTooLong()).isTrue();
        assertThat(FilePath.of("a/".repeat(32) + "b.cube").isTooLong()).isFalse();
        assertThat(FilePath.of("x".repeat(2000)).isTooLong()).isTrue();
        assertThat(FilePath.of("x".repeat(2000)).shown()).hasSize(200);
        assertThat(FilePath.of("x".repeat(199) + "🌃.cube").title()).isEqualTo("x".repeat(199));
        assertThat(FilePath.of("a/").isFolder()).isTrue();
        assertThat(FilePath.of("a/b/c.cube").folders()).isEqualTo(List.of("a", "b"));
    }
}
