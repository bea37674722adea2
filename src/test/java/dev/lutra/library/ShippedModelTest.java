package dev.lutra.library;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lutra.TestModels;
import dev.lutra.codec.Accuracy;
import dev.lutra.color.Fidelity;
import dev.lutra.color.FidelityMeter;
import dev.lutra.color.LookDescription;
import dev.lutra.color.Lut3d;
import dev.lutra.color.Signature;
import dev.lutra.color.Trait;
import dev.lutra.command.LutCollection;
import dev.lutra.command.SourceLut;
import dev.lutra.network.Embedding;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Model;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.Evaluation;
import dev.lutra.network.decode.InverseQuality;
import dev.lutra.network.decode.Inverter;
import dev.lutra.network.file.ModelFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The models that come with Lutra keep what the documents say of them. */
@Tag("slow")
class ShippedModelTest {

    private static final Path FILE = Path.of("models/film.safetensors");
    private static final Path BIJECTIVE_FILE = Path.of("models/film-bijective.safetensors");
    private static final Path SOURCES = Path.of("../shared/data/rawtherapee-film-simulation.zip");
    private static final Model MODEL = read(FILE);
    private static final Model BIJECTIVE = read(BIJECTIVE_FILE);

    private static Model read(Path file) {
        try {
            return ModelFile.read(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void isSmallAndHoldsTheWholeCollection() throws IOException {
        assertThat(Files.size(FILE)).isLessThanOrEqualTo(700_000);
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
        assertThat(mean.deltaE76().mean()).isLessThanOrEqualTo(0.45);
        assertThat(mean.deltaE2000().mean()).isLessThanOrEqualTo(0.3);
        assertThat(MODEL.luts()).extracting(ModelLut::accuracy).containsOnly(Accuracy.of("0.5/2"));
    }

    @Test
    void keepsItsPromiseOfBlackAndWhiteLooksAndOfTheHardest() throws IOException {
        Map<String, SourceLut> sources = sources();
        try (Decoder decoder = Decoder.open(MODEL.network(), TestModels.DEVICE, 2)) {
            for (int index = 0; index < MODEL.luts().size(); index++) {
                ModelLut lut = MODEL.luts().get(index);
                EncodedLut encoded = MODEL.encoded(index);
                if (index % 40 == 0
                        || lut.id().equals("colornegative")
                        || lut.id().equals("agfa-apx-100")) {
                    Lut3d wanted = Objects.requireNonNull(
                                    sources.get(lut.source().sha256()))
                            .lut();
                    Lut3d delivered = decoder.toLut(encoded, wanted.size());
                    var meter = new FidelityMeter();
                    meter.add(wanted.lattice(), delivered.lattice(), wanted.points());
                    assertThat(meter.result().deltaE76().mean()).as(lut.id()).isLessThanOrEqualTo(0.5);
                    assertThat(meter.result().deltaE76().p99()).as(lut.id()).isLessThanOrEqualTo(2);
                    requireGreysLike(wanted, delivered);
                }
            }
        }
    }

    private static void requireGreysLike(Lut3d wanted, Lut3d delivered) {
        int size = wanted.size();
        for (int i = 0; i < size; i++) {
            for (int channel = 0; channel < 3; channel++) {
                int at = 3 * i * (1 + size + size * size) + channel;
                float most = (i == 0 || i == size - 1 ? 0.51f : 1.01f) / 255;
                assertThat(delivered.lattice()[at]).isBetween(wanted.lattice()[at] - most, wanted.lattice()[at] + most);
            }
        }
    }

    /** By the digests of their files. */
    private static Map<String, SourceLut> sources() throws IOException {
        assumeTrue(Files.exists(SOURCES), SOURCES + " is not present");
        return LutCollection.read(SOURCES, name -> name).luts().stream()
                .collect(Collectors.toMap(
                        lut -> lut.source().sha256(), Function.identity(), (one, same) -> one, LinkedHashMap::new));
    }

    @Test
    void hasTheTraitsThatTheDocumentCounts() throws IOException {
        Map<String, LookDescription> looks = described();
        Map<String, Integer> counted = new TreeMap<>();
        Matcher row = Pattern.compile("(?m)^\\| `([a-z-]+)` \\| .* \\| ([0-9]+) \\|$")
                .matcher(Files.readString(Path.of("docs/looks.md")));
        while (row.find()) {
            counted.put(row.group(1), Integer.valueOf(row.group(2)));
        }
        Map<String, Integer> found = new TreeMap<>();
        for (Trait trait : Trait.values()) {
            found.put(trait.toString(), (int) looks.values().stream()
                    .filter(look -> look.traits().contains(trait))
                    .count());
        }
        assertThat(found).isEqualTo(counted);
    }

    @Test
    void isBlackAndWhiteWhereItsFoldersSaySo() {
        Map<String, LookDescription> looks = described();
        for (ModelLut lut : MODEL.luts()) {
            boolean isFilm = lut.tags().contains("black-and-white") || lut.id().startsWith("polaroid-px-100uv");
            assertThat(Objects.requireNonNull(looks.get(lut.id())).traits().contains(Trait.MONOCHROME))
                    .as(lut.id())
                    .isEqualTo(isFilm);
        }
        assertThat(looks.values().stream().filter(look -> look.traits().contains(Trait.MONOCHROME)))
                .hasSize(78);
        assertThat(Objects.requireNonNull(looks.get("crispwarm")).traits()).contains(Trait.WARM, Trait.SATURATED);
        assertThat(Objects.requireNonNull(looks.get("moonlight")).traits()).contains(Trait.COOL, Trait.DARK);
    }

    /** What the looks do to colours, by id. */
    private static Map<String, LookDescription> described() {
        Map<String, LookDescription> looks = new LinkedHashMap<>();
        try (Decoder decoder = Decoder.open(MODEL.network(), TestModels.DEVICE, 2)) {
            for (int index = 0; index < MODEL.luts().size(); index++) {
                float[] outputs = decoder.apply(MODEL.encoded(index), Signature.probes());
                looks.put(MODEL.luts().get(index).id(), LookDescription.of(Signature.of(outputs)));
            }
        }
        return looks;
    }

    @Test
    void theBijectiveOneHoldsThoseThatCanBeUndone() throws IOException {
        assertThat(Files.size(BIJECTIVE_FILE)).isLessThanOrEqualTo(425_000);
        assertThat(BIJECTIVE.network().bijective()).isTrue();
        assertThat(BIJECTIVE.luts())
                .hasSize(209)
                .extracting(ModelLut::id)
                .contains("kodak-portra-160", "fuji-velvia-50")
                .doesNotContain("agfa-apx-100");
        Fidelity mean = FidelityMeter.average(
                BIJECTIVE.luts().stream().map(ModelLut::fidelity).toList());
        assertThat(mean.deltaE76().mean()).isLessThanOrEqualTo(0.7);
    }

    @Test
    void theBijectiveOneUndoesItsLooks() {
        try (Decoder decoder = Decoder.open(BIJECTIVE.network(), TestModels.DEVICE, 2);
                Inverter inverter = Inverter.open(BIJECTIVE.network(), TestModels.DEVICE, 2)) {
            for (int index : List.of(0, 70, 140, 208)) {
                EncodedLut look = BIJECTIVE.encoded(index);
                var undone = InverseQuality.undone(
                        colors -> decoder.apply(look, colors),
                        colors -> inverter.invert(look, colors),
                        look.range(),
                        false);
                assertThat(undone.mean()).isLessThan(0.001);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("both")
    void carriesItsLicenceAndCredits(Model model) {
        assertThat(model.info().license()).isEqualTo("CC-BY-SA-4.0");
        assertThat(model.info().attribution()).contains("Pat David", "Pavlov Dmitry", "Michael Ezra");
    }

    static List<Model> both() {
        return List.of(MODEL, BIJECTIVE);
    }

    @ParameterizedTest
    @MethodSource("both")
    void isAsFaithfulToTheSourcesAsItsRecordSays(Model model) throws IOException {
        Map<String, SourceLut> bySha256 = sources();
        try (Decoder decoder = Decoder.open(model.network(), TestModels.DEVICE, 2)) {
            var evaluation = new Evaluation(decoder);
            for (int index : List.of(0, 100, 208)) {
                ModelLut lut = model.luts().get(index);
                SourceLut source =
                        Objects.requireNonNull(bySha256.get(lut.source().sha256()));
                assertThat(evaluation
                                .overGamut(model.encoded(index), source.lut())
                                .deltaE76()
                                .mean())
                        .isCloseTo(lut.fidelity().deltaE76().mean(), within(0.05));
            }
        }
    }
}
