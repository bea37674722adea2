package dev.lutra.library.web;

import dev.lutra.color.Fidelity;
import dev.lutra.format.LutFormats;
import dev.lutra.library.Encoding;
import dev.lutra.library.KeptSource;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.ModelLut;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A LUT as JSON.
 *
 * @param id slug
 * @param index position in the model that answers for it; null while none does
 * @param model id of that model
 * @param links {@code self}, {@code cube}, {@code png} and {@code inverse}; {@code source} while that is kept, the very file that was uploaded unless an older version stored it; {@code job} in the answer to an upload
 */
@Schema(name = "Lut", description = "A LUT of the library")
public record LutView(
        @Schema(example = "kodak-portra-160") String id,

        @Schema(description = "Position in the model; null while the source answers", example = "17") @Nullable
        Integer index,

        @Schema(example = "Kodak Portra 160") String title,
        @Schema(example = "[\"color\", \"kodak\"]") List<String> tags,

        @Schema(description = "SPDX identifier", example = "CC-BY-SA-4.0") @Nullable
        String license,

        @Nullable String attribution,
        SourceView source,

        @Schema(description = "The model that answers; null while the source does", example = "film") @Nullable
        String model,

        @Schema(
                description = "What was promised of it: mean and 99th percentile of ΔE76, lossless, or none",
                example = "0.5/2")
        String accuracy,

        @Schema(description = "What it takes in the model; null while the source answers") @Nullable
        BytesView bytes,

        @Nullable FidelityView fidelity,

        @Schema(
                description = "What was passed over or approximated when its file was read",
                example = "[\"line 1: passed over, as it is neither a keyword nor a row: \\\"(c) 2021 Studio\\\"\"]")
        List<String> warnings,

        Map<String, String> links) {

    static LutView of(LibraryLut lut) {
        return of(lut, Optional.empty());
    }

    /** @param job id of the job that encodes it */
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
                encoding.map(held -> held.model().id()).orElse(null),
                lut.accuracy().toString(),
                encoding.map(BytesView::of).orElse(null),
                encoding.map(Encoding::fidelity)
                        .filter(Fidelity::isKnown)
                        .map(FidelityView::of)
                        .orElse(null),
                lut.warnings(),
                links(lut, job));
    }

    /**
     * They name the model that answers, so that they stay what they are when another one becomes active; those of a LUT
     * that waits to be encoded change with it.
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

    /** Of the very file where that is kept, or of the format that a lattice is written in. */
    private static String sourceExtension(LibraryLut lut) {
        return Optional.of(lut.source().format())
                .filter(format -> lut.kept() == KeptSource.FILE)
                .flatMap(LutFormats::byName)
                .map(format -> "." + format.extension())
                .orElse(".cube");
    }

    /**
     * The file that was uploaded or learned from.
     *
     * @param kept whether it is kept
     */
    @Schema(name = "Source", description = "The file that was uploaded or learned from")
    record SourceView(String format, int size, String sha256, long bytes, boolean kept) {

        static SourceView of(LibraryLut lut) {
            ModelLut.Source source = lut.source();
            return new SourceView(source.format(), source.size(), source.sha256(), source.bytes(), lut.hasSource());
        }
    }

    /** What a look takes in a model. */
    @Schema(name = "LookBytes", description = "What a LUT takes in a model")
    record BytesView(int embedding, int detail) {

        static BytesView of(Encoding held) {
            return new BytesView(
                    held.embedding().bytes(),
                    held.detail() == null ? 0 : held.detail().bytes());
        }
    }

    /**
     * How close the model comes to the source over the whole gamut.
     *
     * @param psnr dB; null if there is no difference at all, for JSON has no infinity
     */
    @Schema(name = "Fidelity", description = "How close the LUT is to its source over the whole gamut, at 8 bits")
    record FidelityView(
            Fidelity.Statistics deltaE76,
            Fidelity.Statistics deltaE2000,

            @Schema(description = "dB; null if there is no difference at all") @Nullable
            Double psnr) {

        static FidelityView of(Fidelity fidelity) {
            Fidelity shown = fidelity.rounded();
            return new FidelityView(
                    shown.deltaE76(), shown.deltaE2000(), Double.isFinite(shown.psnr()) ? shown.psnr() : null);
        }
    }
}
