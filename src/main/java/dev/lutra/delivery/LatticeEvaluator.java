package dev.lutra.delivery;

import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.compute.ComputePool;
import dev.lutra.format.LutLayout;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import java.util.Optional;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Opens colour maps in the form that a file can hold. */
@Component
@Profile("api")
final class LatticeEvaluator {

    private final Looks looks;
    private final ForwardMaps forwards;
    private final Inverses inverses;
    private final ComputePool rendering;

    LatticeEvaluator(Looks looks, ForwardMaps forwards, Inverses inverses, DeliveryPools pools) {
        this.looks = looks;
        this.forwards = forwards;
        this.inverses = inverses;
        rendering = pools.rendering();
    }

    /**
     * Opens the subject of a request. It waits for the necessary resources: a decoder, memory for a source, a place for
     * an inversion.
     */
    FileContent open(LutRequest request) {
        LutLayout layout = request.layout();
        return switch (request.subject()) {
            case ColorMap.Single single -> open(single.lut(), layout, request.strength());
            case Inverse inverse -> fitted(inverses.open(inverse), layout);
            case Blend blend -> fitted(open(blend), layout);
            case TokenLook token -> fitted(open(token), layout);
        };
    }

    /** Opens a colour map over 0…1, as it applies to an image: through its shaper, and clamped to its domain. */
    OpenColorMap openOverUnit(ColorMap subject) {
        return switch (subject) {
            case ColorMap.Single single -> forwards.openUnit(single.lut());
            case Inverse inverse -> overUnit(inverses.open(inverse));
            case Blend blend -> overUnit(open(blend));
            case TokenLook token -> open(token);
        };
    }

    private FileContent open(LibraryLut lut, LutLayout layout, float strength) {
        if (lut.shaper() == null) {
            return fitted(forwards.open(lut), layout);
        }
        if (layout.holdsShaper()) {
            Shaper shaper = forwards.shaper(lut);
            // A mix with the identity needs to know which input leads to each point of the lattice.
            Optional<Shaper> back = strength == 1 ? Optional.empty() : rendering.compute(shaper::inverse);
            if (strength == 1 || back.isPresent()) {
                return new FileContent(forwards.openLattice(lut), shaper, back.orElse(null));
            }
        }
        return new FileContent(forwards.openShaped(lut, layout.holdsDomain() ? lut.inputs() : RgbBox.UNIT), null, null);
    }

    private FileContent fitted(OpenColorMap map, LutLayout layout) {
        return new FileContent(layout.holdsDomain() ? map : overUnit(map), null, null);
    }

    private OpenColorMap overUnit(OpenColorMap map) {
        return map.domain().isUnit() ? map : new WindowMap(map, RgbBox.UNIT, rendering);
    }

    private OpenColorMap open(TokenLook look) {
        return new LatticeMap(rendering.compute(look::decode), () -> {}, rendering);
    }

    private OpenColorMap open(Blend blend) {
        LibraryModel model = blend.space() == Blend.Space.EMBEDDING ? blend.model() : null;
        return model == null
                ? BlendedOutputs.open(blend, forwards, rendering)
                : new LookMap(looks.lease(model, rendering.compute(blend::encoded)));
    }
}
