package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import java.io.IOException;

/** One making of a lattice for a request, which tells its own time from that of the sink that it feeds. */
final class Decoding implements LatticeSource {

    private final LatticeSource lattice;
    private final LutRequest request;
    private long nanos;

    Decoding(LatticeSource lattice, LutRequest request) {
        this.lattice = lattice;
        this.request = request;
    }

    /** Time spent on it so far, without that in the sink. */
    long nanos() {
        return nanos;
    }

    @Override
    public void writeTo(LatticeSink sink) throws IOException {
        LatticeSink timed = (rgb, points) -> {
            long handedOver = System.nanoTime();
            sink.accept(rgb, points);
            nanos -= System.nanoTime() - handedOver;
        };
        LatticeSink mixed = request.strength() == 1
                ? timed
                : new StrengthMix(
                        timed, request.subject().domain(), request.rendering().size(), request.strength());
        long started = System.nanoTime();
        lattice.writeTo(mixed);
        nanos += System.nanoTime() - started;
    }
}
