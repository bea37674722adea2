package dev.lutra.pair;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Network;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.engine.ComputeDevice;
import dev.lutra.network.learn.ColorPairs;
import dev.lutra.network.learn.PairFit;

/**
 * A look that was fitted to pairs of colours.
 *
 * @param embedding what makes the network the look, roughly
 * @param correction what is added where the pairs were
 * @param monochrome whether the look makes greys of all colours
 */
record FittedLook(Network network, ComputeDevice device, float[] embedding, Lut3d correction, boolean monochrome) {

    /** Fits a look, on this thread. */
    static FittedLook to(ShownColors shown, boolean monochrome, PairFit fit) {
        ColorPairs pairs = shown.pairs();
        float[] embedding = fit.fit(pairs, shown.doubt());
        Network network = fit.network();
        ComputeDevice device = fit.device();
        try (Decoder decoder = Decoder.open(network, device, 1)) {
            float[] fitted = decoder.apply(encoded(embedding), pairs.inputs());
            return new FittedLook(network, device, embedding, Correction.of(pairs, fitted), monochrome);
        }
    }

    /** The look on a lattice over 0…1. */
    Lut3d toLut(int size) {
        float[] lattice;
        try (Decoder decoder = Decoder.open(network, device, 1)) {
            lattice = decoder.toLut(encoded(embedding), size).lattice();
        }
        int points = Lattice.points(size);
        var inputs = new float[3 * points];
        Lattice.coordinates(size, RgbBox.UNIT, 0, points, inputs);
        Correction.add(correction, inputs, lattice, points);
        if (monochrome) {
            makeGrey(lattice);
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }

    private static void makeGrey(float[] lattice) {
        for (int at = 0; at < lattice.length; at += 3) {
            float grey = (lattice[at] + lattice[at + 1] + lattice[at + 2]) / 3;
            lattice[at] = grey;
            lattice[at + 1] = grey;
            lattice[at + 2] = grey;
        }
    }

    private static EncodedLut encoded(float[] embedding) {
        return new EncodedLut(embedding, null, RgbBox.UNIT, RgbBox.UNIT);
    }
}
