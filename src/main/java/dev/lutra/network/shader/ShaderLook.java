package dev.lutra.network.shader;

import dev.lutra.codec.Detail;
import dev.lutra.color.Fidelity;
import dev.lutra.color.Lut3d;
import dev.lutra.network.ModelLut;
import dev.lutra.network.decode.ReadyLut;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A look of a decoder.
 *
 * @param name the name of its function
 * @param lut its description
 * @param ready its embedding and detail
 * @param lattice what is added to the prediction, or the look itself if the detail is lossless; null if it has none
 */
record ShaderLook(
        String name, ModelLut lut, ReadyLut ready, @Nullable Lut3d lattice) {

    /** @param size points along an axis of its lattice; 0 for as many as its detail has */
    static ShaderLook of(String name, ModelLut lut, ReadyLut ready, int size) {
        Detail detail = ready.detail();
        return new ShaderLook(
                name,
                lut,
                ready,
                detail == null
                        ? null
                        : size == 0 ? detail.lattice() : detail.lattice().resample(size));
    }

    /** The names of the functions of looks, which all differ. */
    static List<String> names(List<ModelLut> luts) {
        var names = new LinkedHashSet<String>();
        for (ModelLut lut : luts) {
            // Two underscores together are reserved in GLSL.
            String name = "lutra_" + lut.id().replaceAll("[^A-Za-z0-9]+", "_").replaceAll("^_|_$", "");
            String unique = name;
            for (int i = 2; !names.add(unique); i++) {
                unique = name + "_n" + i;
            }
        }
        return new ArrayList<>(names);
    }

    boolean isLossless() {
        Detail detail = ready.detail();
        return detail != null && detail.isLossless();
    }

    boolean isMonochrome() {
        Detail detail = ready.detail();
        return detail != null && detail.isMonochrome();
    }

    /** The title, the terms and the fidelity of the look, as lines of a comment. */
    List<String> comment() {
        var lines = new ArrayList<String>();
        lines.add("%s (%s)".formatted(lut.title(), lut.id()));
        if (lut.license() != null) {
            lines.add("License: " + lut.license());
        }
        if (lut.attribution() != null) {
            lines.add("Attribution: " + lut.attribution());
        }
        Fidelity fidelity = lut.fidelity();
        if (fidelity.isKnown()) {
            lines.add(String.format(
                    Locale.ROOT,
                    "Mean Delta E76 to the source %.3f, 99 of 100 below %.2f, CIEDE2000 %.3f%s",
                    fidelity.deltaE76().mean(),
                    fidelity.deltaE76().p99(),
                    fidelity.deltaE2000().mean(),
                    lattice == null ? "" : "; with its detail of %d points along an axis".formatted(lattice.size())));
        }
        return lines;
    }
}
