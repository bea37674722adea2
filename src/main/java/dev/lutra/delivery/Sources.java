package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.color.Domain;
import dev.lutra.color.Lattice;
import dev.lutra.color.Lut3d;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.MemoryBudget;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LutStore;
import dev.lutra.network.OutputRange;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The sources that requests are answered from: each is read once for all who want it at the same time, and those in use
 * take no more memory than is set aside for them. Small ones are kept for a while.
 */
@Component
@Profile("api")
final class Sources {

    private static final String SETTING = "LUTRA_DELIVERY_SOURCE_MEMORY";
    /** One part of so many is for those that nobody uses at the moment. */
    private static final int KEPT_PART = 8;

    private final LutStore luts;
    private final ComputePool opening;
    private final MemoryBudget memory;
    private final Leases<Long, Source> inUse = new Leases<>(0, Source::close);
    private final Cache<Long, Source> kept;

    Sources(LutStore luts, DeliveryPools pools, DeliverySettings settings) {
        this.luts = luts;
        opening = pools.opening();
        long bytes = settings.sourceBudget().toBytes();
        long idle = bytes / KEPT_PART;
        memory = new MemoryBudget(DataSize.ofBytes(bytes - idle), settings.maxWait(), SETTING);
        kept = Caffeine.newBuilder()
                .maximumWeight(idle)
                .weigher((Long key, Source source) -> (int) Math.min(Integer.MAX_VALUE, source.bytes()))
                .build();
    }

    /** A source, the box of its outputs, and the memory that it takes as long as it is in use. */
    record Source(Lut3d lut, Domain outputs, MemoryBudget.Loan memory) {

        private long bytes() {
            return bytes(lut.size());
        }

        private void close() {
            memory.close();
        }

        private static long bytes(int size) {
            return 3L * Float.BYTES * Lattice.points(size);
        }
    }

    /**
     * Lends the source of a LUT.
     *
     * @throws dev.lutra.library.SourceNotKept if there is none any more
     * @throws dev.lutra.compute.Overloaded if there is no memory for it in time
     * @throws dev.lutra.compute.MemoryShort if there never is
     */
    Lease<Source> lease(LibraryLut lut) {
        return inUse.lease(lut.key(), () -> open(lut));
    }

    private Source open(LibraryLut lut) {
        long bytes = Source.bytes(lut.source().size());
        Source known = kept.getIfPresent(lut.key());
        MemoryBudget.Loan loan = memory.lend(known == null ? LutStore.readingBytes(lut) : bytes);
        try {
            if (known != null) {
                return new Source(known.lut, known.outputs, loan);
            }
            Source read = opening.compute(() -> {
                Lut3d source = luts.source(lut);
                return new Source(source, OutputRange.of(source), loan);
            });
            loan.shrink(bytes);
            kept.put(lut.key(), read);
            return read;
        } catch (RuntimeException | Error e) {
            loan.close();
            throw e;
        }
    }
}
