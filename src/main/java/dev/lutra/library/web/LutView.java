package dev.lutra.library.web;

import dev.lutra.color.Fidelity;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.ModelLut;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A LUT as JSON.
 *
 * @param id slug
 * @param index position in its model
 * @param model id of the model that holds it
 * @param links {@code self}, {@code cube} and {@code png}
 */
@Schema(name = "Lut", description = "A LUT of the library")
record LutView(
        @Schema(example = "kodak-portra-160") String id,
        @Schema(example = "17") int index,
        @Schema(example = "Kodak Portra 160") String title,
        @Schema(example = "[\"color\", \"kodak\"]") List<String> tags,

        @Schema(description = "SPDX identifier", example = "CC-BY-SA-4.0") @Nullable
        String license,

        @Nullable String attribution,
        ModelLut.Source source,
        @Schema(example = "film") String model,
        FidelityView fidelity,
        Map<String, String> links) {

    static LutView of(LibraryLut lut) {
        ModelLut details = lut.details();
        return new LutView(
                lut.id(),
                lut.index(),
                details.title(),
                details.tags(),
                lut.license(),
                lut.attribution(),
                details.source(),
                lut.model().info().id(),
                FidelityView.of(details.fidelity()),
                links(lut));
    }

    /** They name the model, so that they stay what they are when another one becomes active. */
    private static Map<String, String> links(LibraryLut lut) {
        String self = "/luts/" + lut.id();
        String model = "?model=" + lut.model().info().id();
        return Map.of("self", self + model, "cube", self + ".cube" + model, "png", self + ".png" + model);
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
            return new FidelityView(
                    fidelity.deltaE76(),
                    fidelity.deltaE2000(),
                    Double.isFinite(fidelity.psnr()) ? fidelity.psnr() : null);
        }
    }
}
