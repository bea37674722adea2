package dev.lutra.delivery;

import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.color.NumericInverse;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.Bulkhead;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.Permit;
import dev.lutra.library.Encoding;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import java.io.IOException;
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
    private final ComputePool pool;
    private final Bulkhead places;
    /** The searches, by the fingerprints of the LUTs. */
    private final Leases<String, OpenInverse.Search> searches = new Leases<>(0, OpenInverse.Search::close);

    Inverses(
            Library library,
            Decoders decoders,
            Looks looks,
            Sources sources,
            DeliverySettings settings,
            DeliveryPools pools) {
        this.library = library;
        this.decoders = decoders;
        this.looks = looks;
        this.sources = sources;
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
     * @throws NoBijectiveModel if there is no such model, or it does not hold the LUT
     */
    public Inverse bijective(LibraryLut lut) {
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
        LibraryLut bijective = inverse.bijective();
        if (bijective != null) {
            return new OpenInverse.Bijective(
                    decoders.inverter(encoding(bijective).model()),
                    bijective.encoded().orElseThrow());
        }
        LibraryLut lut = inverse.lut();
        return new OpenInverse.Numeric(searches.lease(lut.fingerprint(), () -> search(lut)));
    }

    /** Opens a search in the delivered LUT. */
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
