package dev.lutra.delivery;

import dev.lutra.color.RgbBox;
import dev.lutra.compute.ComputePool;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.ModelActivation;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.NotBijective;
import dev.lutra.network.decode.Decoder;
import dev.lutra.network.decode.Inverter;
import dev.lutra.network.engine.Engines;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Lends the decoders of models. The decoder of the active model is opened and warmed before it answers requests.
 * Decoders of other models are opened at the first request, and a few stay open. No decoder is closed while a request
 * uses it.
 */
@Component
@Profile("api")
final class Decoders implements ModelActivation {

    private static final Logger log = LoggerFactory.getLogger(Decoders.class);
    private static final int WARM_UP_SIZE = 33;
    /** The number of decoders that stay open, besides that of the active model. */
    private static final int KEPT = 3;

    private static final int KEPT_INVERTERS = 2;

    private final ComputeSettings compute;
    private final DeliverySettings settings;
    private final ComputePool opening;
    /** The decoders by the keys of their models. */
    private final Leases<Long, Decoder> decoders = new Leases<>(KEPT, Decoder::close);

    private final Leases<Long, Inverter> inverters = new Leases<>(KEPT_INVERTERS, Inverter::close);

    /** The lease that keeps the decoder of the active model open, independently of the number of others. */
    private @Nullable Active active;

    private volatile @Nullable String device;

    Decoders(ComputeSettings compute, DeliverySettings settings, DeliveryPools pools) {
        this.compute = compute;
        this.settings = settings;
        opening = pools.opening();
    }

    private record Active(long model, Lease<Decoder> lease) {}

    /** Lends the decoder of a model. */
    Lease<Decoder> lease(LibraryModel model) {
        Lease<Decoder> held = leaseIfActive(model);
        return held != null ? held : decoders.lease(model.key(), () -> open(model));
    }

    /**
     * Lends the inverter of a model, which runs its network backwards.
     *
     * @throws NotBijective if the network is not bijective
     */
    Lease<Inverter> inverter(LibraryModel model) {
        return inverters.lease(
                model.key(),
                () -> opening.compute(() ->
                        Inverter.open(model.network(), Engines.choose(compute.device()), settings.decoderThreads())));
    }

    /** The device of the decoders; null before the first one is open. */
    @Nullable
    String device() {
        return device;
    }

    @Override
    public void prepare(LibraryModel model) {
        long started = System.nanoTime();
        try (Lease<Decoder> lease = lease(model)) {
            warm(lease.value(), model);
            log.info(
                    "Model '{}' is ready on {} after {} ms",
                    model.id(),
                    lease.value().device(),
                    (System.nanoTime() - started) / 1_000_000);
        }
    }

    /** Releases the predecessor. Its memory on the device is freed once the current requests no longer use it. */
    @Override
    public void activated(LibraryModel model) {
        Active old = replaceActive(new Active(model.key(), lease(model)));
        if (old != null) {
            if (old.model != model.key()) {
                decoders.retire(old.model);
            }
            old.lease.close();
        }
    }

    @PreDestroy
    void close() {
        Active old = replaceActive(null);
        if (old != null) {
            old.lease.close();
        }
        decoders.retireAll();
        inverters.retireAll();
    }

    private synchronized @Nullable Lease<Decoder> leaseIfActive(LibraryModel model) {
        return active != null && active.model == model.key() ? active.lease.again() : null;
    }

    private synchronized @Nullable Active replaceActive(@Nullable Active next) {
        Active old = active;
        active = next;
        return old;
    }

    private Decoder open(LibraryModel model) {
        Decoder opened = opening.compute(
                () -> Decoder.open(model.network(), Engines.choose(compute.device()), settings.decoderThreads()));
        device = opened.device().name();
        return opened;
    }

    private static void warm(Decoder decoder, LibraryModel model) {
        var neutral = new EncodedLut(new float[model.network().shape().embeddingSize()], RgbBox.UNIT, RgbBox.UNIT);
        try {
            decoder.decode(neutral, WARM_UP_SIZE, (rgb, points) -> {});
        } catch (IOException e) {
            throw new IllegalStateException("a sink that does nothing cannot fail", e);
        }
    }
}
