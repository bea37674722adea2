package dev.lutra.delivery.web;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Figure;
import dev.lutra.delivery.Inverse;
import dev.lutra.delivery.TableQuality;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.decode.InverseQuality;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The quality of an inverse as JSON.
 *
 * @param model the bijective model that runs backwards; null for a numeric inverse
 */
@Schema(name = "Inverse", description = "Quality of the inverse of a LUT")
record InverseView(
        @Schema(example = "kodak-portra-160") String id,

        @Schema(
                description = "bijective: a bijective model that runs backwards; numeric: a search",
                allowableValues = {DeliveryParameters.BIJECTIVE, DeliveryParameters.NUMERIC})
        String method,

        @Schema(description = "The bijective model; null for a numeric inverse") @Nullable
        String model,

        @Schema(
                description = "Difference between the 8-bit outputs of the LUT and their round trip through the"
                        + " inverse and the LUT")
        RoundTrip roundTrip,

        @Schema(description = "Points along one edge of the .cube file, by default", example = "33")
        int res,

        @Schema(description = "The same for the inverse in that file, with tetrahedral interpolation")
        RoundTrip tableRoundTrip,

        @Schema(description = "Share of all colours that the LUT can produce within a ΔE76 of 1", example = "0.62")
        double coverage,

        Map<String, String> links) {

    record RoundTrip(Fidelity.Statistics deltaE76) {}

    static InverseView of(Inverse inverse, InverseQuality quality, TableQuality table) {
        return new InverseView(
                inverse.lut().id(),
                quality.method().name().toLowerCase(Locale.ROOT),
                modelId(inverse.bijective()),
                new RoundTrip(quality.roundTrip().rounded()),
                table.size(),
                new RoundTrip(table.roundTrip().rounded()),
                Figure.of(quality.coverage()),
                links(inverse));
    }

    private static @Nullable String modelId(@Nullable LibraryLut held) {
        return held == null ? null : held.encoding().orElseThrow().model().id();
    }

    private static Map<String, String> links(Inverse inverse) {
        String self = "/luts/" + inverse.lut().id() + "/inverse";
        Map<String, String> links = new LinkedHashMap<>();
        String method = inverse.bijective() == null ? "" : "?method=" + DeliveryParameters.BIJECTIVE;
        links.put("self", self + method);
        links.put("cube", self + ".cube" + method);
        links.put("png", self + ".png" + method);
        return links;
    }
}
