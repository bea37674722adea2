package dev.lutra.codec;

import dev.lutra.color.CodeValue;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;

/** Encodes and decodes details that hold the look's own values. */
final class LosslessDetail {

    private LosslessDetail() {}

    static EncodedDetail encode(Lut3d look) throws InterruptedException {
        CodeDepth depth = CodeDepth.of(look);
        var header = new DetailHeader(look.size(), true, Monochrome.is(look), false, true, depth.bits());
        var values = new int[header.channels() * look.points()];
        for (int i = 0; i < values.length; i++) {
            values[i] = CodeValue.round(look.lattice()[header.monochrome() ? 3 * i : i], depth.max());
        }
        var encoder = new RangeEncoder(header.toBytes());
        new LosslessCoder(encoder, look.size(), header.channels(), depth.max(), values).code(Interrupts::check);
        return new EncodedDetail(encoder.finish(), header.info(), 0, 0);
    }

    static Lut3d decode(DetailHeader header, RangeDecoder in) {
        int size = header.size();
        int channels = header.channels();
        int max = CodeDepth.ofBits(header.number()).orElseThrow().max();
        var values = new int[channels * size * size * size];
        new LosslessCoder(in, size, channels, max, values).code(() -> {});
        var lattice = new float[3 * size * size * size];
        for (int i = 0; i < lattice.length; i++) {
            lattice[i] = (float) values[header.monochrome() ? i / 3 : i] / max;
        }
        return new Lut3d(size, RgbBox.UNIT, lattice);
    }
}
