package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.color.Fidelity.Statistics;
import dev.lutra.color.Interpolation;
import dev.lutra.color.Lut3d;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.ThreadPoolBulkhead;
import dev.lutra.network.decode.InverseQuality;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Measures the quality of inverses, once each for all requests. */
@Service
@Profile("api")
public class InverseMeasurements {

    private static final int KEPT = 10_000;

    private final Inverses inverses;
    private final ForwardMaps forwards;
    private final int maxResolution;
    private final ComputePool pool;
    private final ThreadPoolBulkhead measuring;
    private final SingleFlightCache<InverseQuality> qualities =
            new SingleFlightCache<>(Caffeine.newBuilder().maximumSize(KEPT));
    private final SingleFlightCache<TableQuality> tables =
            new SingleFlightCache<>(Caffeine.newBuilder().maximumSize(KEPT));

    InverseMeasurements(Inverses inverses, ForwardMaps forwards, DeliverySettings settings, DeliveryPools pools) {
        this.inverses = inverses;
        this.forwards = forwards;
        maxResolution = settings.maxResolution();
        pool = pools.inversion();
        measuring = new ThreadPoolBulkhead("measure", settings.inversions(), settings.waiting(), settings.maxWait());
    }

    /**
     * Measures an inverse against the delivered LUT.
     *
     * @throws dev.lutra.compute.Overloaded if too many requests wait for a measurement
     */
    public InverseQuality quality(Inverse inverse) {
        return qualities.get(key(inverse), () -> measuring.call(() -> measure(inverse)));
    }

    /**
     * Finds the default size of tables of an inverse: the smallest of several sizes whose round trip is accurate
     * enough, otherwise the largest.
     *
     * @throws dev.lutra.compute.Overloaded if too many requests wait for a measurement
     */
    public TableQuality table(Inverse inverse) {
        return tables.get(key(inverse), () -> measuring.call(() -> measureTables(inverse)));
    }

    private static String key(Inverse inverse) {
        return inverse.fingerprint() + " " + inverse.lut().fingerprint();
    }

    private InverseQuality measure(Inverse inverse) {
        try (OpenColorMap forward = forwards.open(inverse.lut());
                OpenInverse back = inverses.openWithoutPlace(inverse)) {
            return InverseQuality.measure(inverse.method(), forward::apply, back::invert, back.domain());
        }
    }

    private TableQuality measureTables(Inverse inverse) throws IOException {
        try (OpenColorMap forward = forwards.open(inverse.lut());
                OpenInverse back = inverses.openWithoutPlace(inverse)) {
            var measured = new TableQuality(0, new Statistics(0, 0, 0, 0));
            for (int size : TableQuality.SIZES) {
                int allowed = Math.min(size, maxResolution);
                Lut3d table = Lut3d.filledBy(allowed, back.domain(), sink -> back.writeTo(allowed, sink));
                measured = new TableQuality(
                        allowed,
                        InverseQuality.roundTrip(
                                forward::apply,
                                colors -> pool.compute(() -> back.inputs().toUnit(lookUp(table, colors))),
                                back.domain()));
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
}
