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

/** Lends the looks of models that requests are answered from, within the memory that is set aside for their details. */
@Component
@Profile("api")
final class Looks {

    private static final String SETTING = "LUTRA_DELIVERY_DETAIL_MEMORY";
    private static final int IDLE_PART = 4;
    /** While it is decoded a detail takes twice what it does later. */
    private static final int COPIES = 2;

    private final LookStore store;
    private final Decoders decoders;
    private final ComputePool opening;
    /** By the looks' fingerprints. */
    private final BudgetedLeases<String, ReadyLut> leases;

    Looks(LookStore store, Decoders decoders, DeliveryPools pools, DeliverySettings settings) {
        this.store = store;
        this.decoders = decoders;
        opening = pools.opening();
        leases = new BudgetedLeases<>(settings.detailBudget(), IDLE_PART, settings.maxWait(), SETTING);
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

    /** Lends what the bare network of a model makes of an embedding. */
    OpenLook lease(LibraryModel model, EncodedLut bare) {
        Lease<Decoder> decoder = decoders.lease(model);
        return new OpenLook(decoder.value(), decoder.value().ready(bare), decoder::close);
    }

    /** With a decoder of its own: whoever asked first may give up while others wait. */
    private BudgetedLeases.Loaded<ReadyLut> load(
            LibraryLut lut, Encoding held, Encoding.StoredDetail stored, MemoryBudget memory) {
        // What is read takes memory until it is decoded.
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
