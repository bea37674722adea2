package dev.lutra.delivery;

import dev.lutra.library.LibraryLut;
import dev.lutra.network.decode.InverseQuality.Method;
import org.jspecify.annotations.Nullable;

/**
 * The inverse of a LUT: from its outputs back to its inputs.
 *
 * @param lut the delivered LUT
 * @param bijective the LUT in the bijective model that runs backwards; null for a numeric inverse
 */
public record Inverse(LibraryLut lut, @Nullable LibraryLut bijective) implements ColorMap {

    public Method method() {
        return bijective == null ? Method.NUMERIC : Method.BIJECTIVE;
    }

    @Override
    public String name() {
        return bijective == null ? lut.id() + "-inverse" : lut.id() + "-inverse-bijective";
    }

    @Override
    public String title() {
        return "Inverse of " + lut.title() + (bijective == null ? "" : ", by a bijective model");
    }

    @Override
    public String fingerprint() {
        return bijective == null
                ? "numeric inverse, fitted, of " + lut.fingerprint()
                : "bijective inverse of " + bijective.fingerprint();
    }

    @Override
    public boolean isDecoded() {
        return bijective != null || lut.encoding().isPresent();
    }
}
