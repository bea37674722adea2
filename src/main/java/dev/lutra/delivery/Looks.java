package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.codec.DetailDecoder;
import dev.lutra.codec.InvalidDetail;
import dev.lutra.color.Lattice;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.MemoryBudget;
import dev.lutra.library.Encoding;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.LookStore;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.LookCode;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.ReadyLut;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;

/**
 * The looks of models that requests are answered from: a detail is decoded once for all who want it at the same time, and
 * those in use take no more memory than is set aside for them. Small ones are kept for a while.
 */
@Component
@Profile("api")
final class Looks {

    private static final String SETTING = "LUTRA_DELIVERY_DETAIL_MEMORY";
    /** One part of so many is for those that nobody uses at the moment. */
    private static final int KEPT_PART = 4;
    /** While it is decoded a detail takes twice what it does later. */
    private static final int COPIES = 2;

    private final LookStore store;
    private final Decoders decoders;
    private final ComputePool opening;
    private final MemoryBudget memory;
    /** By the looks' fingerprints. */
    private final Leases<String, Look> inUse = new Leases<>(0, Look::close);

    private final Cache<String, Look> kept;

    Looks(LookStore store, Decoders decoders, DeliveryPools pools, DeliverySettings settings) {
        this.store = store;
        this.decoders = decoders;
        opening = pools.opening();
        long bytes = settings.detailBudget().toBytes();
        long idle = bytes / KEPT_PART;
        memory = new MemoryBudget(DataSize.ofBytes(bytes - idle), settings.maxWait(), SETTING);
        kept = Caffeine.newBuilder()
                .maximumWeight(idle)
                .weigher((String key, Look look) -> (int) Math.min(Integer.MAX_VALUE, look.bytes()))
                .build();
    }

    /** A look whose detail is decoded, and the memory that it takes as long as it is in use. */
    private record Look(ReadyLut lut, long bytes, MemoryBudget.Loan memory) {

        void close() {
            memory.close();
        }
    }

    /** A look to be evaluated; to be closed. */
    record OpenLook(Decoder decoder, ReadyLut lut, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * Lends a look of a model.
     *
     * @param held how the model holds it
     * @throws dev.lutra.library.LookReplaced if it is not there any more, or with another detail
     * @throws DetailDamaged if its detail cannot be read
     * @throws dev.lutra.compute.Overloaded if there is no memory for it in time
     * @throws dev.lutra.compute.MemoryShort if there never is
     */
    OpenLook lease(LibraryLut lut, Encoding held) {
        Encoding.StoredDetail stored = held.detail();
        if (stored == null) {
            return lease(held.model(), lut.encoded().orElseThrow());
        }
        Lease<Decoder> decoder = decoders.lease(held.model());
        try {
            Lease<Look> look = inUse.lease(held.fingerprint(), () -> open(lut, held, stored));
            return new OpenLook(decoder.value(), look.value().lut(), () -> {
                look.close();
                decoder.close();
            });
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    /** Lends what the bare network of a model makes of an embedding. */
    OpenLook lease(LibraryModel model, EncodedLut bare) {
        Lease<Decoder> decoder = decoders.lease(model);
        return new OpenLook(decoder.value(), decoder.value().ready(bare), decoder::close);
    }

    /** With a decoder of its own: whoever asked first may give up while others wait. */
    @SuppressWarnings("try") // What is read takes memory until it is decoded; nobody looks at the loan.
    private Look open(LibraryLut lut, Encoding held, Encoding.StoredDetail stored) {
        Look known = kept.getIfPresent(held.fingerprint());
        if (known != null) {
            return new Look(known.lut(), known.bytes(), memory.lend(known.bytes()));
        }
        try (MemoryBudget.Loan reading = memory.lend(stored.bytes());
                Lease<Decoder> decoder = decoders.lease(held.model())) {
            LookCode code = store.code(lut);
            var encoded = new EncodedLut(code.embedding().values(), code.detail(), lut.domain(), held.range());
            return decode(held, encoded, decoder.value());
        } catch (InvalidDetail e) {
            throw DetailDamaged.of(lut.id(), held.model().id(), e);
        }
    }

    private Look decode(Encoding held, EncodedLut encoded, Decoder decoder) {
        long bytes = bytes(encoded);
        MemoryBudget.Loan loan = memory.lend(COPIES * bytes);
        try {
            ReadyLut ready = opening.compute(() -> decoder.ready(encoded));
            loan.shrink(bytes);
            var look = new Look(ready, bytes, loan);
            kept.put(held.fingerprint(), look);
            return look;
        } catch (RuntimeException | Error e) {
            loan.close();
            throw e;
        }
    }

    private static long bytes(EncodedLut lut) {
        byte[] detail = lut.detail();
        return detail == null
                ? 0
                : 3L
                        * Float.BYTES
                        * Lattice.points(DetailDecoder.inspect(detail).size());
    }
}
