package dev.lutra.library.web;

import dev.lutra.color.LookDescription;
import dev.lutra.library.Neighbours;
import dev.lutra.library.similar.SimilarLuts;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/** A look and one page of the LUTs that are similar to it as JSON. */
@Schema(name = "SimilarLuts", description = "What a LUT does to photographs, and one page of the LUTs that do the same")
record SimilarView(
        @Schema(description = "The traits of the LUT that the others are compared with", example = "[\"warm\"]")
        List<String> traits,

        CharacterView character,
        List<NeighbourView> items,
        int page,
        int size,
        int total) {

    static SimilarView of(SimilarLuts.Similar similar) {
        LookDescription look = similar.look();
        Neighbours neighbours = similar.neighbours();
        return new SimilarView(
                CharacterView.traits(look),
                CharacterView.of(look.character()),
                neighbours.items().stream().map(NeighbourView::of).toList(),
                neighbours.page(),
                neighbours.size(),
                neighbours.total());
    }

    /** A similar LUT. */
    @Schema(name = "SimilarLut")
    record NeighbourView(
            LutView lut,

            @Schema(
                    description = "Mean ΔE76 between what the two LUTs make of the colours that stand for photographs",
                    example = "2.31")
            double distance) {

        private static final double HUNDREDTHS = 100;

        static NeighbourView of(Neighbours.Neighbour near) {
            return new NeighbourView(LutView.of(near.lut()), Math.rint(near.distance() * HUNDREDTHS) / HUNDREDTHS);
        }
    }
}
