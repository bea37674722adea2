package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.lutra.TestModels;
import dev.lutra.network.InvalidModelFile;
import dev.lutra.network.Model;
import dev.lutra.network.ModelFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryTest {

    private final Library library = new Library(List.of(TestModels.other(), TestModels.film()), null);

    @Test
    void prefersFilmThenTheFirstById() {
        assertThat(library.active().orElseThrow().info().id()).isEqualTo("film");
        Model b = TestModels.model("b", List.of());
        Model a = TestModels.model("a", List.of());
        assertThat(new Library(List.of(b, a), null).active()).contains(a);
        assertThat(new Library(List.of(b, a), "b").active()).contains(b);
        assertThat(new Library(List.of(), null).active()).isEmpty();
    }

    @Test
    void refusesWhatCannotBeMeant() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Library(List.of(TestModels.film()), "gone"))
                .withMessageContaining("gone")
                .withMessageContaining("film");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Library(List.of(TestModels.film(), TestModels.film()), null))
                .withMessageContaining("film");
    }

    @Test
    void findsBySlugBeforeIndex() {
        assertThat(library.find("ilford-hp5", null).index()).isEqualTo(1);
        assertThat(library.find("1", null).id()).isEqualTo("ilford-hp5");
        assertThat(library.find("0", null).id()).isEqualTo("0");
        assertThat(library.find("0", "other").id()).isEqualTo("teal");
    }

    @Test
    void tellsWhatIsNotThere() {
        for (String id : List.of("nobody", "6", "-1", "99999999999999", "")) {
            assertThatExceptionOfType(LutNotFound.class).isThrownBy(() -> library.find(id, null));
        }
        assertThatExceptionOfType(ModelNotFound.class).isThrownBy(() -> library.find("0", "gone"));
        assertThatExceptionOfType(LutNotFound.class)
                .isThrownBy(() -> new Library(List.of(), null).find("kodak-portra-160", null));
    }

    @Test
    void keepsTheFingerprintWhenTheModelGrows() {
        Model film = TestModels.film();
        var shorter = new Model(
                film.info(),
                film.network(),
                film.luts().subList(0, 2),
                film.embeddings().subList(0, 2));
        assertThat(new Library(List.of(shorter), null).find("0", null).fingerprint())
                .isEqualTo(library.find("kodak-portra-160", null).fingerprint());
        assertThat(library.find("0", "other").fingerprint())
                .isNotEqualTo(library.find("kodak-portra-160", "other").fingerprint());
    }

    @Test
    void searchesWordsTagsAndPages() {
        assertThat(ids(List.of("KODAK"), List.of(), 0, 50)).containsExactly("kodak-portra-160", "kodak-gold-200");
        assertThat(ids(List.of("gold", "kodak"), List.of(), 0, 50)).containsExactly("kodak-gold-200");
        assertThat(ids(List.of(), List.of("Color", "kodak"), 1, 1)).containsExactly("kodak-gold-200");
        assertThat(ids(List.of(), List.of(), Integer.MAX_VALUE, 500)).isEmpty();
        assertThat(library.search(new LutQuery(List.of(), List.of("kodak"), null, 1, 1))
                        .total())
                .isEqualTo(2);
    }

    @Test
    void readsAFolder(@TempDir Path folder) throws IOException {
        assertThat(new ModelFolder(folder.resolve("missing")).read()).isEmpty();
        ModelFile.write(TestModels.other(), folder.resolve("other.safetensors"));
        Files.writeString(folder.resolve("README.md"), "not a model");
        assertThat(new ModelFolder(folder).read())
                .singleElement()
                .satisfies(model -> assertThat(model.info().id()).isEqualTo("other"));
    }

    @Test
    void namesTheFileThatIsNoModel(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("broken.safetensors"), "this is not a model at all");
        assertThatExceptionOfType(InvalidModelFile.class)
                .isThrownBy(() -> new ModelFolder(folder).read())
                .withMessageContaining("broken.safetensors");
    }

    private List<String> ids(List<String> words, List<String> tags, int page, int size) {
        return library.search(new LutQuery(words, tags, null, page, size)).items().stream()
                .map(LibraryLut::id)
                .toList();
    }
}
