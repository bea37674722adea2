package dev.lutra.delivery;

import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.MemoryBudget;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutStore;
import dev.lutra.network.OutputRange;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Lends the sources that answer requests, within a memory budget. */
@Component
@Profile("api")
final class Sources {

    private static final String SETTING = "LUTRA_DELIVERY_SOURCE_MEMORY";
    private static final int IDLE_PART = 8;

    private final LutStore luts;
    private final ComputePool opening;
    /** The leases, by the keys of the LUTs. */
    private final BudgetedLeases<Long, Source> leases;

    Sources(LutStore luts, DeliveryPools pools, DeliverySettings settings) {
        this.luts = luts;
        opening = pools.opening();
        leases = new BudgetedLeases<>(settings.sourceBudget(), IDLE_PART, settings.maxWait(), SETTING);
    }

    /** A source, and the box of its outputs. */
    record Source(Lut3d lut, RgbBox outputs) {}

    /**
     * Lends the source of a LUT.
     *
     * @throws dev.lutra.library.SourceNotKept if the source was deleted
     * @throws dev.lutra.compute.Overloaded if no memory becomes free in time
     * @throws dev.lutra.compute.MemoryShort if the source exceeds the whole budget
     */
    Lease<Source> lease(LibraryLut lut) {
        return leases.lease(lut.key(), memory -> load(lut, memory));
    }

    private BudgetedLeases.Loaded<Source> load(LibraryLut lut, MemoryBudget memory) {
        long bytes = 3L * Float.BYTES * Lattice.points(lut.source().size());
        return BudgetedLeases.load(
                memory,
                LutStore.readingBytes(lut),
                bytes,
                () -> opening.compute(() -> {
                    Lut3d source = luts.source(lut);
                    return new Source(source, OutputRange.of(source));
                }));
    }
}
