package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.Decoder;
import java.io.IOException;

/** One decoding of what a request asks for, which tells its own time from that of the sink that it feeds. */
final class Decoding implements LatticeSource {

    private final Decoder decoder;
    private final LutRequest request;
    private long nanos;

    Decoding(Decoder decoder, LutRequest request) {
        this.decoder = decoder;
        this.request = request;
    }

    /** Time spent on it so far, without that in the sink. */
    long nanos() {
        return nanos;
    }

    @Override
    public void writeTo(LatticeSink sink) throws IOException {
        LibraryLut lut = request.lut();
        int size = request.rendering().size();
        LatticeSink timed = (rgb, points) -> {
            long handedOver = System.nanoTime();
            sink.accept(rgb, points);
            nanos -= System.nanoTime() - handedOver;
        };
        LatticeSink mixed = request.strength() == 1
                ? timed
                : new StrengthMix(timed, lut.details().domain(), size, request.strength());
        long started = System.nanoTime();
        decoder.decode(lut.index(), size, mixed);
        nanos += System.nanoTime() - started;
    }
}
