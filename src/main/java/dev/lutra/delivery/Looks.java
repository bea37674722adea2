package dev.lutra.delivery;

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

/** Lends the looks of models that answer requests. Their details stay within a memory budget. */
@Component
@Profile("api")
final class Looks {

    private static final String SETTING = "LUTRA_DELIVERY_DETAIL_MEMORY";
    private static final int IDLE_PART = 4;
    /** A detail takes twice its memory while it is decoded. */
    private static final int COPIES = 2;

    private final LookStore store;
    private final Decoders decoders;
    private final ComputePool opening;
    /** The leases, by the fingerprints of the looks. */
    private final BudgetedLeases<String, ReadyLut> leases;

    Looks(LookStore store, Decoders decoders, DeliveryPools pools, DeliverySettings settings) {
        this.store = store;
        this.decoders = decoders;
        opening = pools.opening();
        leases = new BudgetedLeases<>(settings.detailBudget(), IDLE_PART, settings.maxWait(), SETTING);
    }

    /** A look that can be evaluated until it is closed. */
    record OpenLook(Decoder decoder, ReadyLut lut, Runnable end) implements AutoCloseable {

        @Override
        public void close() {
            end.run();
        }
    }

    /**
     * Lends a look of a model.
     *
     * @param held the encoding of the look in the model
     * @throws dev.lutra.library.LookReplaced if the look was deleted or has another detail now
     * @throws DetailDamaged if its detail cannot be read
     * @throws dev.lutra.compute.Overloaded if no memory becomes free in time
     * @throws dev.lutra.compute.MemoryShort if the detail exceeds the whole budget
     */
    OpenLook lease(LibraryLut lut, Encoding held) {
        Encoding.StoredDetail stored = held.detail();
        if (stored == null) {
            return lease(held.model(), lut.encoded().orElseThrow());
        }
        Lease<Decoder> decoder = decoders.lease(held.model());
        try {
            Lease<ReadyLut> look = leases.lease(held.fingerprint(), memory -> load(lut, held, stored, memory));
            return new OpenLook(decoder.value(), look.value(), () -> {
                look.close();
                decoder.close();
            });
        } catch (RuntimeException | Error e) {
            decoder.close();
            throw e;
        }
    }

    /** Lends the look that the network of a model makes from an embedding, without a detail. */
    OpenLook lease(LibraryModel model, EncodedLut bare) {
        Lease<Decoder> decoder = decoders.lease(model);
        return new OpenLook(decoder.value(), decoder.value().ready(bare), decoder::close);
    }

    /** Loads with its own lease of the decoder, because the first caller may give up while others wait. */
    private BudgetedLeases.Loaded<ReadyLut> load(
            LibraryLut lut, Encoding held, Encoding.StoredDetail stored, MemoryBudget memory) {
        // The encoded detail takes memory until it is decoded.
        MemoryBudget.Loan reading = memory.lend(stored.bytes());
        try (reading;
                Lease<Decoder> decoder = decoders.lease(held.model())) {
            LookCode code = store.code(lut);
            var encoded = new EncodedLut(code.embedding().values(), code.detail(), lut.domain(), held.range());
            long bytes = bytes(encoded);
            return BudgetedLeases.load(
                    memory,
                    COPIES * bytes,
                    bytes,
                    () -> opening.compute(() -> decoder.value().ready(encoded)));
        } catch (InvalidDetail e) {
            throw DetailDamaged.of(lut.id(), held.model().id(), e);
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
