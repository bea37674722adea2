package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.color.Domain;
import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.color.NumericInverse;
import dev.lutra.compute.Bulkhead;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.Gate;
import dev.lutra.library.Encoding;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.InverseQuality;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/**
 * Inverts LUTs: by the bijective model run backwards where it comes close enough to the LUT, else by search in the map
 * that is delivered.
 */
@Service
@Profile("api")
public class Inverses {

    /** Points along an edge of the lattice in which a decoded LUT is searched: finer ones are hardly closer to it. */
    private static final int SEARCHED_SIZE = 65;

    private static final int KEPT_QUALITIES = 10_000;

    private final Library library;
    private final Decoders decoders;
    private final Looks looks;
    private final Sources sources;
    private final ForwardMaps forwards;
    private final DeliverySettings settings;
    private final ComputePool pool;
    private final Gate places;
    private final Bulkhead measurements;
    private final Memo<InverseQuality> qualities =
            new Memo<>(Caffeine.newBuilder().maximumSize(KEPT_QUALITIES));
    /** By what the LUTs answer with. */
    private final Leases<String, OpenInverse.Search> searches = new Leases<>(0, OpenInverse.Search::close);

    Inverses(
            Library library,
            Decoders decoders,
            Looks looks,
            Sources sources,
            ForwardMaps forwards,
            DeliverySettings settings,
            DeliveryPools pools) {
        this.library = library;
        this.decoders = decoders;
        this.looks = looks;
        this.sources = sources;
        this.forwards = forwards;
        this.settings = settings;
        pool = pools.inversion();
        places = new Gate(settings.inversions(), settings.waiting(), settings.maxWait());
        measurements = new Bulkhead("measure", 1, settings.waiting(), settings.maxWait());
    }

    /** Chooses how a LUT is to be inverted; computes nothing. */
    public Inverse of(LibraryLut lut) {
        return new Inverse(
                lut,
                library.inverting()
                        .flatMap(model -> library.held(lut, model))
                        .filter(this::isFaithful)
                        .orElse(null));
    }

    /**
     * Measures an inverse against the LUT as it is delivered, once for all who ask.
     *
     * @throws dev.lutra.compute.Overloaded if too many wait for a measurement
     */
    public InverseQuality quality(Inverse inverse) {
        String key = inverse.fingerprint() + " " + inverse.lut().fingerprint();
        return qualities.get(key, () -> measurements.call(() -> measure(inverse)));
    }

    /** @throws dev.lutra.compute.Overloaded if too many inverses are being made */
    OpenInverse open(Inverse inverse) {
        places.enter();
        try {
            return new Placed(ready(inverse), places);
        } catch (RuntimeException | Error e) {
            places.leave();
            throw e;
        }
    }

    private InverseQuality measure(Inverse inverse) {
        try (ForwardMap forward = forwards.open(inverse.lut());
                OpenInverse back = ready(inverse)) {
            return InverseQuality.measure(inverse.method(), forward::apply, back::invert, back.domain());
        }
    }

    private OpenInverse ready(Inverse inverse) {
        LibraryLut bijective = inverse.bijective();
        if (bijective != null) {
            return new OpenInverse.Bijective(
                    decoders.inverter(encoding(bijective).model()),
                    bijective.encoded().orElseThrow());
        }
        LibraryLut lut = inverse.lut();
        return new OpenInverse.Numeric(searches.lease(lut.fingerprint(), () -> search(lut)));
    }

    /** In the LUT as it is delivered. */
    private OpenInverse.Search search(LibraryLut lut) {
        Encoding held = lut.held();
        if (held != null) {
            try (Looks.OpenLook look = looks.lease(lut, held)) {
                return search(decode(look), held.range(), () -> {});
            }
        }
        Lease<Sources.Source> lease = sources.lease(lut);
        try {
            return search(lease.value().lut(), lease.value().outputs(), lease::close);
        } catch (RuntimeException | Error e) {
            lease.close();
            throw e;
        }
    }

    private OpenInverse.Search search(Lut3d map, Domain outputs, Runnable end) {
        return new OpenInverse.Search(new NumericInverse(map, outputs, pool::forEach), outputs, end);
    }

    private static Lut3d decode(Looks.OpenLook look) {
        var lattice = new float[3 * Lattice.points(SEARCHED_SIZE)];
        var filled = new int[1];
        try {
            look.decoder().decode(look.lut(), SEARCHED_SIZE, (rgb, points) -> {
                System.arraycopy(rgb, 0, lattice, filled[0], 3 * points);
                filled[0] += 3 * points;
            });
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return new Lut3d(SEARCHED_SIZE, look.lut().domain(), lattice);
    }

    private boolean isFaithful(LibraryLut bijective) {
        return encoding(bijective).fidelity().deltaE76().mean() <= settings.bijectiveUpTo();
    }

    private static Encoding encoding(LibraryLut held) {
        return held.encoding().orElseThrow();
    }

    /** Holds a place among those who invert. */
    private record Placed(OpenInverse inverse, Gate places) implements OpenInverse {

        @Override
        public Domain domain() {
            return inverse.domain();
        }

        @Override
        public float[] invert(float[] colors) {
            return inverse.invert(colors);
        }

        @Override
        public void writeTo(int size, LatticeSink sink) throws IOException {
            inverse.writeTo(size, sink);
        }

        @Override
        public void close() {
            try {
                inverse.close();
            } finally {
                places.leave();
            }
        }
    }
}
