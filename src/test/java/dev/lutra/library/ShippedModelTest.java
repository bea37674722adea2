package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.network.Decoder;
import dev.lutra.network.Embedding;
import dev.lutra.network.Evaluation;
import dev.lutra.network.Model;
import dev.lutra.network.ModelFile;
import dev.lutra.network.ModelLut;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The model that comes with Lutra keeps what the documents say of it. */
class ShippedModelTest {

    private static final Path FILE = Path.of("models/film.safetensors");
    private static final Path SOURCES = Path.of("../shared/data/rawtherapee-film-simulation.zip");
    private static final Model MODEL = read();

    private static Model read() {
        try {
            return ModelFile.read(FILE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isSmallAndHoldsTheWholeCollection() throws IOException {
        assertThat(Files.size(FILE)).isLessThanOrEqualTo(200_000);
        assertThat(MODEL.luts()).hasSize(293);
        assertThat(MODEL.embeddings()).extracting(Embedding::bytes).allMatch(bytes -> bytes <= 400);
        assertThat(MODEL.luts())
                .extracting(ModelLut::id)
                .contains("kodak-portra-160", "kodak-portra-160-plus", "fuji-velvia-50", "agfa-apx-100");
    }

    @Test
    void isFaithfulByItsOwnRecord() {
        Fidelity mean = FidelityMeter.average(
                MODEL.luts().stream().map(ModelLut::fidelity).toList());
        assertThat(mean.deltaE76().mean()).isLessThanOrEqualTo(1.0);
        assertThat(mean.deltaE2000().mean()).isLessThanOrEqualTo(0.65);
    }

    @Test
    void carriesItsLicenceAndCredits() {
        assertThat(MODEL.info().license()).isEqualTo("CC-BY-SA-4.0");
        assertThat(MODEL.info().attribution()).contains("Pat David", "Pavlov Dmitry", "Michael Ezra");
    }

    @Test
    void isAsFaithfulToTheSourcesAsItsRecordSays() throws IOException {
        assumeThat(SOURCES).exists();
        var bySha256 = LutCollection.read(SOURCES, name -> name).luts().stream()
                .collect(Collectors.toMap(lut -> lut.source().sha256(), Function.identity()));
        try (Decoder decoder = Decoder.open(MODEL.network(), "cpu", 2)) {
            var evaluation = new Evaluation(decoder);
            for (int index : List.of(0, 100, 200, 292)) {
                ModelLut lut = MODEL.luts().get(index);
                SourceLut source =
                        Objects.requireNonNull(bySha256.get(lut.source().sha256()));
                assertThat(evaluation
                                .overGamut(MODEL.encoded(index), source.lut())
                                .deltaE76()
                                .mean())
                        .isCloseTo(lut.fidelity().deltaE76().mean(), within(0.01));
            }
        }
    }
}
