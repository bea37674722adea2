package dev.lutra.codec;

import dev.lutra.color.Lut3d;

/** Decodes details. Thread-safe. */
public final class DetailDecoder {

    private final LatticeCoders coders;

    /**
     * Makes a decoder.
     *
     * @param network the constants for details against the prediction of a network
     */
    public DetailDecoder(CodecConstants network) {
        coders = new LatticeCoders(network);
    }

    /**
     * Describes a detail without decoding it.
     *
     * @throws InvalidDetail if the bytes are not a detail
     */
    public static DetailInfo inspect(byte[] bytes) {
        return DetailHeader.of(bytes).info();
    }

    /**
     * Decodes a detail. This takes memory for {@code 6 · size³} numbers, and time in proportion to it.
     *
     * @param bytes the result of an encoder; the bytes may be untrusted
     * @param prediction the prediction of the network; ignored if the detail needs the identity or no prediction
     * @param largest the size of the largest permitted lattice; a larger one is rejected before memory is allocated
     * @throws InvalidDetail if the bytes are not a detail, or its lattice is too large
     */
    public Detail decode(byte[] bytes, Prediction prediction, int largest) {
        DetailHeader header = DetailHeader.of(bytes);
        if (header.size() > largest) {
            throw new InvalidDetail("the detail has the size %d, more than %d".formatted(header.size(), largest));
        }
        var in = new RangeDecoder(bytes, header.length());
        Lut3d lattice = header.lossless()
                ? LosslessDetail.decode(header, in)
                : differences(header, in, header.identity() ? Prediction.IDENTITY : prediction);
        in.finish();
        return new Detail(lattice, header.monochrome(), header.lossless());
    }

    private Lut3d differences(DetailHeader header, RangeDecoder in, Prediction prediction) {
        LatticeCoder coder = coders.of(header);
        var step = new Step(header.number());
        var levels = new int[coder.coefficients()];
        coder.codeCoefficients(in, step, levels, 0);
        float[][] planes = Signal.multiply(Signal.toRgb(header.monochrome()), coder.synthesise(levels, step));
        if (header.exactGreys()) {
            GreyCorrection greys = GreyCorrection.plain(header.channels(), header.size());
            coder.codeGreys(in, step, greys);
            GreyLine.of(prediction, header.size(), header.monochrome()).correct(planes, greys);
        }
        return Planes.toLattice(planes, header.size());
    }
}
