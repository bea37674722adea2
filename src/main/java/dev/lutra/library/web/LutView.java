package dev.lutra.library.web;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.format.LutFormats;
import dev.lutra.library.Encoding;
import dev.lutra.library.KeptSource;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.ModelLut;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A LUT as JSON.
 *
 * @param id the slug
 * @param index the position in the model that answers; null while the source answers
 * @param model the id of that model
 * @param links {@code self}, {@code cube}, {@code png} and {@code inverse}; {@code source} while the source is kept,
 *     which leads to the uploaded file itself unless an older version stored the source as a lattice; {@code job} in
 *     the answer to an upload
 */
@Schema(name = "Lut", description = "A LUT of the library")
public record LutView(
        @Schema(example = "kodak-portra-160") String id,

        @Schema(description = "Position in the model; null while the source answers requests", example = "17") @Nullable
        Integer index,

        @Schema(example = "Kodak Portra 160") String title,
        @Schema(example = "[\"color\", \"kodak\"]") List<String> tags,

        @Schema(description = "SPDX identifier", example = "CC-BY-SA-4.0") @Nullable
        String license,

        @Nullable String attribution,
        SourceView source,

        @Schema(description = "The inputs; null if they are 0…1 and there is no shaper") @Nullable
        InputsView inputs,

        @Schema(description = "The model that answers requests; null while the source answers them", example = "film")
        @Nullable
        String model,

        @Schema(
                description = "Accuracy of the LUT: mean and 99th percentile of ΔE76, lossless, or none",
                example = "0.5/2")
        String accuracy,

        @Schema(description = "Bytes of the LUT in the model; null while the source answers requests") @Nullable
        BytesView bytes,

        @Nullable FidelityView fidelity,

        @Schema(
                description = "What Lutra skipped or approximated when it read the file",
                example = "[\"line 1: passed over, as it is neither a keyword nor a row: \\\"(c) 2021 Studio\\\"\"]")
        List<String> warnings,

        @Schema(
                description = "What the LUT does to photographs, in words that Lutra finds itself: "
                        + CharacterView.TRAITS + ". Empty if nothing stands out, and until `character` is known",
                example = "[\"warm\", \"faded\"]")
        List<String> traits,

        @Schema(description = "What the LUT does to photographs, in numbers; null until Lutra has looked at it")
        @Nullable
        CharacterView character,

        @Schema(description = "When the LUT was added to the library", example = "2026-11-26T18:30:00Z")
        Instant createdAt,

        Map<String, String> links) {

    static LutView of(LibraryLut lut) {
        return of(lut, Optional.empty());
    }

    /** @param job the id of the job that encodes the LUT */
    static LutView of(LibraryLut lut, Optional<String> job) {
        Optional<Encoding> encoding = lut.encoding();
        return new LutView(
                lut.id(),
                encoding.map(Encoding::index).orElse(null),
                lut.title(),
                lut.tags(),
                lut.license(),
                lut.attribution(),
                SourceView.of(lut),
                InputsView.of(lut),
                encoding.map(held -> held.model().id()).orElse(null),
                lut.accuracy().toString(),
                encoding.map(BytesView::of).orElse(null),
                encoding.map(Encoding::fidelity)
                        .filter(Fidelity::isKnown)
                        .map(FidelityView::of)
                        .orElse(null),
                lut.warnings(),
                CharacterView.traits(lut.description()),
                CharacterView.of(lut.description()),
                lut.createdAt(),
                links(lut, job));
    }

    /**
     * The links name the model that answers, so that they stay valid when another model becomes active. The links of a
     * LUT that waits for its encoding change once it is encoded.
     */
    private static Map<String, String> links(LibraryLut lut, Optional<String> job) {
        String self = "/luts/" + lut.id();
        String model = lut.encoding().map(held -> "?model=" + held.model().id()).orElse("");
        Map<String, String> links = new LinkedHashMap<>();
        links.put("self", self + model);
        links.put("cube", self + ".cube" + model);
        links.put("png", self + ".png" + model);
        links.put("inverse", self + "/inverse");
        if (lut.hasSource()) {
            links.put("source", self + sourceExtension(lut) + "?from=source");
        }
        job.ifPresent(id -> links.put("job", Links.job(id)));
        return links;
    }

    /**
     * The extension of the uploaded file while Lutra keeps it, otherwise that of the format in which Lutra writes a
     * lattice.
     */
    private static String sourceExtension(LibraryLut lut) {
        return Optional.of(lut.source().format())
                .filter(format -> lut.kept() == KeptSource.FILE)
                .flatMap(LutFormats::byName)
                .map(format -> "." + format.extension())
                .orElse(".cube");
    }

    /**
     * The file that was uploaded, or that a model was trained on.
     *
     * @param kept whether Lutra still keeps the file
     */
    @Schema(name = "Source", description = "The file that was uploaded, or that a model was trained on")
    record SourceView(String format, int size, String sha256, long bytes, boolean kept) {

        static SourceView of(LibraryLut lut) {
            ModelLut.Source source = lut.source();
            return new SourceView(source.format(), source.size(), source.sha256(), source.bytes(), lut.hasSource());
        }
    }

    /**
     * The inputs of a LUT.
     *
     * @param min the least red, green and blue
     * @param max the greatest red, green and blue
     * @param shaper the points of the curves before the lattice; null without a shaper
     */
    @Schema(name = "Inputs", description = "The inputs of a LUT")
    record InputsView(
            List<Float> min,
            List<Float> max,

            @Schema(description = "Points of the curves before the lattice; null without a shaper", example = "4096")
            @Nullable
            Integer shaper) {

        static @Nullable InputsView of(LibraryLut lut) {
            RgbBox inputs = lut.inputs();
            if (lut.shaper() == null && inputs.isUnit()) {
                return null;
            }
            Integer points =
                    lut.shaper() == null ? null : (Integer) lut.shaper().points();
            return new InputsView(channels(inputs.min()), channels(inputs.max()), points);
        }

        private static List<Float> channels(Rgb color) {
            return List.of(color.red(), color.green(), color.blue());
        }
    }

    /** The bytes of a LUT in a model. */
    @Schema(name = "LookBytes", description = "Bytes of a LUT in a model")
    record BytesView(int embedding, int detail) {

        static BytesView of(Encoding held) {
            return new BytesView(
                    held.embedding().bytes(),
                    held.detail() == null ? 0 : held.detail().bytes());
        }
    }

    /**
     * The error of the model against the source over the gamut.
     *
     * @param psnr in dB; null if there is no difference, because JSON has no infinity
     */
    @Schema(name = "Fidelity", description = "Error of the LUT against its source over the gamut, in 8-bit colours")
    record FidelityView(
            Fidelity.Statistics deltaE76,
            Fidelity.Statistics deltaE2000,

            @Schema(description = "In dB; null if there is no difference") @Nullable
            Double psnr) {

        static FidelityView of(Fidelity fidelity) {
            Fidelity shown = fidelity.rounded();
            return new FidelityView(shown.deltaE76(), shown.deltaE2000(), shown.finitePsnr());
        }
    }
}
