package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.color.Domain;
import dev.lutra.color.Fidelity.Statistics;
import dev.lutra.color.Interpolation;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.color.NumericInverse;
import dev.lutra.compute.Bulkhead;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.Permit;
import dev.lutra.compute.ThreadPoolBulkhead;
import dev.lutra.library.Encoding;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.decode.InverseQuality;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Inverts LUTs: by search in the map that is delivered or, where that is asked for, by the bijective model run backwards. */
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
    private final int maxResolution;
    private final ComputePool pool;
    private final Bulkhead places;
    private final ThreadPoolBulkhead measurements;
    private final Memo<InverseQuality> qualities =
            new Memo<>(Caffeine.newBuilder().maximumSize(KEPT_QUALITIES));
    private final Memo<TableQuality> tables = new Memo<>(Caffeine.newBuilder().maximumSize(KEPT_QUALITIES));
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
        maxResolution = settings.maxResolution();
        pool = pools.inversion();
        places = new Bulkhead(settings.inversions(), settings.waiting(), settings.maxWait());
        measurements = new ThreadPoolBulkhead("measure", settings.inversions(), settings.waiting(), settings.maxWait());
    }

    /** The inverse of a LUT, found by search; computes nothing. */
    public Inverse numeric(LibraryLut lut) {
        return new Inverse(lut, null);
    }

    /**
     * The inverse of a LUT by the bijective model in use; computes nothing.
     *
     * @throws NoBijectiveModel if there is no such model, or it does not hold the LUT
     */
    public Inverse bijective(LibraryLut lut) {
        return library.inverting()
                .flatMap(model -> library.held(lut, model))
                .map(held -> new Inverse(lut, held))
                .orElseThrow(() -> new NoBijectiveModel(lut.id()));
    }

    /**
     * Measures an inverse against the LUT as it is delivered, once for all who ask.
     *
     * @throws dev.lutra.compute.Overloaded if too many wait for a measurement
     */
    public InverseQuality quality(Inverse inverse) {
        return qualities.get(key(inverse), () -> measurements.call(() -> measure(inverse)));
    }

    /**
     * Finds the size that tables of an inverse have by default, once for all who ask: the smallest of several with which
     * colours come back as wanted, else the largest.
     *
     * @throws dev.lutra.compute.Overloaded if too many wait for a measurement
     */
    public TableQuality table(Inverse inverse) {
        return tables.get(key(inverse), () -> measurements.call(() -> measureTables(inverse)));
    }

    private static String key(Inverse inverse) {
        return inverse.fingerprint() + " " + inverse.lut().fingerprint();
    }

    /** @throws dev.lutra.compute.Overloaded if too many inverses are being made */
    OpenInverse open(Inverse inverse) {
        Permit place = places.enter();
        try {
            return new Placed(ready(inverse), place);
        } catch (RuntimeException | Error e) {
            place.close();
            throw e;
        }
    }

    private InverseQuality measure(Inverse inverse) {
        try (ForwardMap forward = forwards.open(inverse.lut());
                OpenInverse back = ready(inverse)) {
            return InverseQuality.measure(inverse.method(), forward::apply, back::invert, back.domain());
        }
    }

    private TableQuality measureTables(Inverse inverse) throws IOException {
        try (ForwardMap forward = forwards.open(inverse.lut());
                OpenInverse back = ready(inverse)) {
            var measured = new TableQuality(0, new Statistics(0, 0, 0, 0));
            for (int size : TableQuality.SIZES) {
                int allowed = Math.min(size, maxResolution);
                Lut3d table = Lut3d.filledBy(allowed, back.domain(), sink -> back.writeTo(allowed, sink));
                measured = new TableQuality(
                        allowed,
                        InverseQuality.roundTrip(
                                forward::apply, colors -> pool.compute(() -> lookUp(table, colors)), back.domain()));
                if (measured.roundTrip().mean() <= TableQuality.WANTED || size >= maxResolution) {
                    break;
                }
            }
            return measured;
        }
    }

    private static float[] lookUp(Lut3d table, float[] colors) {
        var found = new float[colors.length];
        Interpolation.TETRAHEDRAL.apply(table, colors, found, colors.length / 3);
        return found;
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
        return new OpenInverse.Search(new NumericInverse(map, outputs, pool::forEach), end);
    }

    private static Lut3d decode(Looks.OpenLook look) {
        try {
            return Lut3d.filledBy(
                    SEARCHED_SIZE, look.lut().domain(), sink -> look.decoder().decode(look.lut(), SEARCHED_SIZE, sink));
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
    }

    private static Encoding encoding(LibraryLut held) {
        return held.encoding().orElseThrow();
    }

    /** Holds a place among those who invert. */
    private record Placed(OpenInverse inverse, Permit place) implements OpenInverse {

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
            try (place) {
                inverse.close();
            }
        }
    }
}
