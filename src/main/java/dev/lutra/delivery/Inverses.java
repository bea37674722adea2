package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.color.Domain;
import dev.lutra.color.Lattice;
import dev.lutra.color.LatticeSink;
import dev.lutra.color.Lut3d;
import dev.lutra.color.NumericInverse;
import dev.lutra.library.Encoding;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutStore;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.InverseQuality;
import dev.lutra.network.InverseQuality.Method;
import dev.lutra.network.OutputRange;
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
    private final LutStore luts;
    private final Decoders decoders;
    private final ForwardMaps forwards;
    private final DeliverySettings settings;
    private final Gate measurements;
    private final Cache<String, InverseQuality> qualities =
            Caffeine.newBuilder().maximumSize(KEPT_QUALITIES).build();

    Inverses(Library library, LutStore luts, Decoders decoders, ForwardMaps forwards, DeliverySettings settings) {
        this.library = library;
        this.luts = luts;
        this.decoders = decoders;
        this.forwards = forwards;
        this.settings = settings;
        measurements = new Gate(1, settings.waiting(), settings.maxWait());
    }

    /** Chooses how a LUT is to be inverted. */
    public Inverse of(LibraryLut lut) {
        LibraryLut bijective = library.inverting()
                .flatMap(model -> library.held(lut, model))
                .filter(this::isFaithful)
                .orElse(null);
        if (bijective != null) {
            return new Inverse(lut, bijective, encoding(bijective).range());
        }
        Encoding held = lut.held();
        return new Inverse(lut, null, held != null ? held.range() : OutputRange.of(luts.source(lut)));
    }

    /**
     * Measures an inverse against the LUT as it is delivered, once.
     *
     * @throws Overloaded if too many wait for a measurement
     */
    public InverseQuality quality(Inverse inverse) {
        String key = inverse.fingerprint() + " " + inverse.lut().fingerprint();
        InverseQuality known = qualities.getIfPresent(key);
        if (known != null) {
            return known;
        }
        measurements.enter();
        try (ForwardMap forward = forwards.open(inverse.lut())) {
            InverseQuality measured = measure(inverse, forward);
            qualities.put(key, measured);
            return measured;
        } finally {
            measurements.leave();
        }
    }

    /** Evaluates an inverse on a lattice over the LUT's outputs. */
    void write(Inverse inverse, int size, LatticeSink sink) throws IOException {
        LibraryLut bijective = inverse.bijective();
        if (bijective == null) {
            search(inverse).lattice(inverse.outputs(), size, sink);
            return;
        }
        try (Decoders.Lease lease = decoders.lease(encoding(bijective).model())) {
            lease.inverter().decodeInverse(bijective.encoded().orElseThrow(), inverse.outputs(), size, sink);
        }
    }

    private InverseQuality measure(Inverse inverse, ForwardMap forward) {
        Domain outputs = inverse.outputs();
        LibraryLut bijective = inverse.bijective();
        if (bijective == null) {
            NumericInverse search = search(inverse);
            return InverseQuality.measure(Method.NUMERIC, forward::apply, search::invert, outputs);
        }
        EncodedLut encoded = bijective.encoded().orElseThrow();
        try (Decoders.Lease lease = decoders.lease(encoding(bijective).model())) {
            return InverseQuality.measure(
                    Method.BIJECTIVE, forward::apply, colors -> lease.inverter().invert(encoded, colors), outputs);
        }
    }

    private NumericInverse search(Inverse inverse) {
        return new NumericInverse(lattice(inverse.lut()), inverse.outputs());
    }

    /** The LUT as it is delivered. */
    private Lut3d lattice(LibraryLut lut) {
        Encoding held = lut.held();
        if (held == null) {
            return luts.source(lut);
        }
        var lattice = new float[3 * Lattice.points(SEARCHED_SIZE)];
        var filled = new int[1];
        try (Decoders.Lease lease = decoders.lease(held.model())) {
            lease.decoder().decode(lut.encoded().orElseThrow(), SEARCHED_SIZE, (rgb, points) -> {
                System.arraycopy(rgb, 0, lattice, filled[0], 3 * points);
                filled[0] += 3 * points;
            });
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory cannot fail", e);
        }
        return new Lut3d(SEARCHED_SIZE, lut.domain(), lattice);
    }

    private boolean isFaithful(LibraryLut bijective) {
        return encoding(bijective).fidelity().deltaE76().mean() <= settings.bijectiveUpTo();
    }

    private static Encoding encoding(LibraryLut held) {
        return held.encoding().orElseThrow();
    }
}
