package dev.lutra.codec;

import dev.lutra.color.Lut3d;

/** Reads details. Can be used by several threads at once. */
public final class DetailDecoder {

    private final LatticeCoders coders;

    /**
     * Prepares.
     *
     * @param network the constants of details that are added to what a network predicts
     */
    public DetailDecoder(CodecConstants network) {
        coders = new LatticeCoders(network);
    }

    /**
     * Tells what a detail is without decoding it.
     *
     * @throws InvalidDetail if the bytes hold none
     */
    public static DetailInfo inspect(byte[] bytes) {
        return DetailHeader.of(bytes).info();
    }

    /**
     * Reads a detail. Takes memory for {@code 6 · size³} numbers, and time in proportion.
     *
     * @param bytes as an encoder made them; they may be anything
     * @param prediction what the detail is added to; ignored where it needs the identity or nothing
     * @param largest a larger lattice than this is refused before memory is taken for it
     * @throws InvalidDetail if the bytes hold no detail, or one that is too large
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
