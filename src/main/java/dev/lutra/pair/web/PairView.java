package dev.lutra.pair.web;

import dev.lutra.color.Fidelity;
import dev.lutra.color.Figure;
import dev.lutra.pair.PairLook;
import dev.lutra.pair.PairWarning;
import dev.lutra.pair.Pairs;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A look from a pair as JSON. */
@Schema(name = "PairLook", description = "A look from a photograph before and after an edit")
record PairView(
        Measured pair,

        @Schema(description = "Whether the look makes greys of all colours")
        boolean monochrome,

        List<PairWarning> warnings,

        @Schema(description = "The look in an address. It is less exact than the file")
        String token,

        @Schema(description = "Error of the token against the look, over the gamut")
        Fidelity.Statistics tokenDeltaE76,

        Map<String, String> links) {

    static PairView of(Pairs.InToken answer) {
        PairLook look = answer.look();
        String token = answer.token().token().text();
        return new PairView(
                Measured.of(look),
                look.monochrome(),
                look.warnings(),
                token,
                answer.token().fidelity().rounded().deltaE76(),
                links(token));
    }

    private static Map<String, String> links(String token) {
        String self = "/tokens/" + token;
        Map<String, String> links = new LinkedHashMap<>();
        links.put("cube", self + ".cube");
        links.put("png", self + ".png");
        links.put("preview", self + "/preview.jpg");
        links.put("page", "/t/" + token);
        return links;
    }

    /** What was measured on the pair. */
    @Schema(name = "PairMeasurement", description = "How well the look turns the photograph before into the one after")
    record Measured(
            Fidelity.Statistics deltaE76,
            Fidelity.Statistics deltaE2000,

            @Schema(description = "The pixels that were measured", example = "273280")
            long pixels,

            @Schema(
                    description = "Share of the gamut, in 16³ equal cells, that the photograph before shows. What the"
                            + " look does to the rest is a guess from known looks",
                    example = "0.08")
            double coverage,

            @Schema(
                    description = "Share of the variance of the photograph after that the look does not explain",
                    example = "0.002")
            double unexplained,

            @Schema(description = "How far the two were apart, in shares of the width and the height")
            PairLook.Offset shift) {

        static Measured of(PairLook look) {
            Fidelity shown = look.fidelity().rounded();
            return new Measured(
                    shown.deltaE76(),
                    shown.deltaE2000(),
                    look.pixels(),
                    Figure.of(look.coverage()),
                    Figure.of(look.unexplained()),
                    new PairLook.Offset(
                            Figure.of(look.shift().x()), Figure.of(look.shift().y())));
        }
    }
}
