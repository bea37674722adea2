package dev.lutra.delivery;

import dev.lutra.color.Domain;
import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.LutStore;
import dev.lutra.network.EncodedLut;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Evaluates what is to be delivered on a lattice, slab by slab in memory that does not grow with it. */
@Component
@Profile("api")
final class Lattices {

    private static final int SLAB_POINTS = 1 << 15;

    private final Decoders decoders;
    private final LutStore luts;
    private final ForwardMaps forwards;
    private final Inverses inverses;

    Lattices(Decoders decoders, LutStore luts, ForwardMaps forwards, Inverses inverses) {
        this.decoders = decoders;
        this.luts = luts;
        this.forwards = forwards;
        this.inverses = inverses;
    }

    /**
     * Evaluates a subject.
     *
     * @param size points along one edge
     * @param sink receives the lattice in order
     */
    void write(Subject subject, int size, LatticeSink sink) throws IOException {
        switch (subject) {
            case Subject.Single single -> write(single.lut(), size, sink);
            case Inverse inverse -> inverses.write(inverse, size, sink);
            case Blend blend -> {
                LibraryModel model = blend.model();
                if (model == null) {
                    mixOutputs(blend, size, sink);
                } else {
                    decode(model, blend.encoded(), size, sink);
                }
            }
        }
    }

    private void write(LibraryLut lut, int size, LatticeSink sink) throws IOException {
        if (lut.held() == null) {
            new SourceLattice(luts.source(lut), size).writeTo(sink);
        } else {
            decode(lut.held().model(), lut.encoded().orElseThrow(), size, sink);
        }
    }

    private void decode(LibraryModel model, EncodedLut lut, int size, LatticeSink sink) throws IOException {
        try (Decoders.Lease lease = decoders.lease(model)) {
            lease.decoder().decode(lut, size, sink);
        }
    }

    private void mixOutputs(Blend blend, int size, LatticeSink sink) throws IOException {
        var maps = new ArrayList<ForwardMap>();
        try {
            for (Blend.Part part : blend.parts()) {
                maps.add(forwards.open(part.lut()));
            }
            int all = Lattice.points(size);
            for (int from = 0; from < all; from += SLAB_POINTS) {
                int points = Math.min(SLAB_POINTS, all - from);
                var unit = new float[3 * points];
                Lattice.coordinates(size, Domain.UNIT, from, points, unit);
                sink.accept(mix(blend, maps, unit), points);
            }
        } finally {
            maps.forEach(ForwardMap::close);
        }
    }

    private static float[] mix(Blend blend, List<ForwardMap> maps, float[] unit) {
        var sum = new double[unit.length];
        for (int part = 0; part < maps.size(); part++) {
            double weight = blend.parts().get(part).weight();
            float[] values = maps.get(part).apply(unit);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += weight * values[i];
            }
        }
        var mixed = new float[sum.length];
        for (int i = 0; i < mixed.length; i++) {
            mixed[i] = (float) sum[i];
        }
        return mixed;
    }
}
