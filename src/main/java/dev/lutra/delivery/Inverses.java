package dev.lutra.delivery;

import dev.lutra.codec.PackedShaper;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.color.NumericInverse;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import dev.lutra.compute.Bulkhead;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.Permit;
import dev.lutra.library.Encoding;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.network.OutputRange;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Inverts LUTs: by a search in the delivered map or, on request, with the bijective model that runs backwards. */
@Service
@Profile("api")
public class Inverses {

    /**
     * Points along one edge of the lattice in which a decoded LUT is searched. Finer lattices are hardly more accurate.
     */
    private static final int SEARCHED_SIZE = 65;

    private final Library library;
    private final Decoders decoders;
    private final Looks looks;
    private final Sources sources;
    private final ForwardMaps forwards;
    private final ComputePool pool;
    private final Bulkhead places;
    /** The searches, by the fingerprints of the LUTs. */
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
        pool = pools.inversion();
        places = new Bulkhead(settings.inversions(), settings.waiting(), settings.maxWait());
    }

    /** The numeric inverse of a LUT. This method computes nothing. */
    public Inverse numeric(LibraryLut lut) {
        return new Inverse(lut, null);
    }

    /**
     * The inverse of a LUT by the active bijective model. This method computes nothing.
     *
     * @throws NoBijectiveModel if there is no such model, it does not hold the LUT, or the LUT has a shaper that cannot
     *     be undone
     */
    public Inverse bijective(LibraryLut lut) {
        if (lut.shaper() != null && back(lut) == null) {
            throw new NoBijectiveModel(lut.id());
        }
        return library.inverting()
                .flatMap(model -> library.held(lut, model))
                .map(held -> new Inverse(lut, held))
                .orElseThrow(() -> new NoBijectiveModel(lut.id()));
    }

    /** @throws dev.lutra.compute.Overloaded if too many inverses are computed at the same time */
    OpenInverse open(Inverse inverse) {
        Permit place = places.enter();
        try {
            return new Placed(openWithoutPlace(inverse), place);
        } catch (RuntimeException | Error e) {
            place.close();
            throw e;
        }
    }

    /**
     * Opens an inverse for a measurement, which needs no place, because only a few measurements run at the same time.
     */
    OpenInverse openWithoutPlace(Inverse inverse) {
        LibraryLut lut = inverse.lut();
        Shaper back = back(lut);
        OpenInverse lattice = inverse.bijective() == null
                ? new OpenInverse.Numeric(
                        searches.lease(lut.fingerprint(), () -> search(lut)),
                        back == null ? lut.inputs() : lut.domain(),
                        pool)
                : openBijective(inverse.bijective());
        return back == null ? lattice : new OpenInverse.Shaped(lattice, back, lut.inputs());
    }

    /** The curves that undo the shaper of a LUT; null without a shaper, or if it cannot be undone. */
    private @Nullable Shaper back(LibraryLut lut) {
        PackedShaper shaper = lut.shaper();
        return shaper == null
                ? null
                : pool.compute(() -> shaper.shaper().inverse()).orElse(null);
    }

    private OpenInverse openBijective(LibraryLut lut) {
        return new OpenInverse.Bijective(
                decoders.inverter(encoding(lut).model()), lut.encoded().orElseThrow(), pool);
    }

    /**
     * Opens a search in the lattice of the delivered LUT, or in the whole LUT if it has a shaper that cannot be undone.
     */
    private OpenInverse.Search search(LibraryLut lut) {
        if (lut.shaper() != null && back(lut) == null) {
            return searchWhole(lut);
        }
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

    private OpenInverse.Search searchWhole(LibraryLut lut) {
        try (OpenColorMap whole = forwards.open(lut)) {
            Lut3d map = Lut3d.filledBy(SEARCHED_SIZE, whole.domain(), sink -> whole.writeTo(SEARCHED_SIZE, sink));
            return search(map, pool.compute(() -> OutputRange.of(map)), () -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory cannot fail", e);
        }
    }

    private OpenInverse.Search search(Lut3d map, RgbBox outputs, Runnable end) {
        return new OpenInverse.Search(new NumericInverse(map, outputs, pool::forEach), end);
    }

    private static Lut3d decode(Looks.OpenLook look) {
        return look.decoder().toLut(look.lut(), SEARCHED_SIZE);
    }

    private static Encoding encoding(LibraryLut held) {
        return held.encoding().orElseThrow();
    }

    /** An inverse that holds its place until it is closed. */
    private record Placed(OpenInverse inverse, Permit place) implements OpenInverse {

        @Override
        public RgbBox domain() {
            return inverse.domain();
        }

        @Override
        public ComputePool pool() {
            return inverse.pool();
        }

        @Override
        public RgbBox inputs() {
            return inverse.inputs();
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
