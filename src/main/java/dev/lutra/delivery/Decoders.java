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
 * Lends the decoders of models. The active model's decoder is opened and warmed before requests meet it. Those of other
 * models are opened when they are first asked for, and a few are kept open. None is closed while a request uses it.
 */
@Component
@Profile("api")
final class Decoders implements ModelActivation {

    private static final Logger log = LoggerFactory.getLogger(Decoders.class);
    private static final int WARM_UP_SIZE = 33;
    /** Beside the active one. */
    private static final int KEPT = 3;

    private static final int KEPT_INVERTERS = 2;

    private final ComputeSettings compute;
    private final DeliverySettings settings;
    private final ComputePool opening;
    /** By the models' keys. */
    private final Leases<Long, Decoder> decoders = new Leases<>(KEPT, Decoder::close);

    private final Leases<Long, Inverter> inverters = new Leases<>(KEPT_INVERTERS, Inverter::close);

    /** Keeps the active model's decoder open, however many others are asked for. */
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
     * Lends the same network run backwards.
     *
     * @throws NotBijective if it cannot be
     */
    Lease<Inverter> inverter(LibraryModel model) {
        return inverters.lease(
                model.key(),
                () -> opening.compute(() ->
                        Inverter.open(model.network(), Engines.choose(compute.device()), settings.decoderThreads())));
    }

    /** What the decoders run on; null before the first is open. */
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

    /** The predecessor's memory on the device goes as soon as the requests under way are done with it. */
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
