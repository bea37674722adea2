package dev.lutra.delivery;

import dev.lutra.color.Domain;
import dev.lutra.library.LibraryModel;
import dev.lutra.library.ModelActivation;
import dev.lutra.network.Decoder;
import dev.lutra.network.EncodedLut;
import dev.lutra.network.Inverter;
import dev.lutra.network.NotBijective;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The decoders of the models in use. That of the active model is opened and warmed before any request meets it; those of
 * other models when they are first asked for, and a few are kept. None is closed while a request uses it.
 */
@Component
@Profile("api")
final class Decoders implements ModelActivation {

    private static final Logger log = LoggerFactory.getLogger(Decoders.class);
    private static final int WARM_UP_SIZE = 33;
    /** Beside the active one. */
    private static final int KEPT = 3;

    private final ComputeSettings compute;
    private final DeliverySettings settings;
    /** By the models' keys, the least recently used first. */
    private final Map<Long, Entry> open = new LinkedHashMap<>(8, 0.75f, true);

    private @Nullable LibraryModel active;
    private volatile @Nullable String device;

    Decoders(ComputeSettings compute, DeliverySettings settings) {
        this.compute = compute;
        this.settings = settings;
    }

    /** Lends the decoder of a model, which stays open until the lease is closed. */
    synchronized Lease lease(LibraryModel model) {
        Entry entry = entry(model);
        entry.users++;
        retireSurplus();
        return new Lease(entry, model);
    }

    /** What the decoders run on; null before the first is open. */
    @Nullable
    String device() {
        return device;
    }

    @Override
    public void prepare(LibraryModel model) {
        long started = System.nanoTime();
        try (Lease lease = lease(model)) {
            warm(lease.decoder(), model);
            log.info(
                    "Model '{}' is ready on {} after {} ms",
                    model.id(),
                    lease.decoder().device(),
                    (System.nanoTime() - started) / 1_000_000);
        }
    }

    /** The predecessor's memory on the device goes as soon as the requests under way are done with it. */
    @Override
    public synchronized void activated(LibraryModel model) {
        LibraryModel old = active;
        active = model;
        if (old != null && old.key() != model.key()) {
            retire(old.key());
        }
    }

    @PreDestroy
    synchronized void close() {
        List.copyOf(open.keySet()).forEach(this::retire);
    }

    private Entry entry(LibraryModel model) {
        Entry known = open.get(model.key());
        if (known != null) {
            return known;
        }
        var entry = new Entry(Decoder.open(model.network(), compute.device(), settings.decoderThreads()));
        open.put(model.key(), entry);
        device = entry.decoder.device();
        return entry;
    }

    private void retireSurplus() {
        LibraryModel spared = active;
        List<Long> surplus = open.keySet().stream()
                .filter(key -> spared == null || key != spared.key())
                .limit(Math.max(0, open.size() - KEPT - 1))
                .toList();
        surplus.forEach(this::retire);
    }

    private void retire(long key) {
        Entry entry = open.remove(key);
        if (entry != null) {
            entry.retired = true;
            closeIfUnused(entry);
        }
    }

    private synchronized Inverter inverterOf(Entry entry, LibraryModel model) {
        Inverter opened = entry.inverter;
        if (opened == null) {
            opened = Inverter.open(model.network(), compute.device(), settings.decoderThreads());
            entry.inverter = opened;
        }
        return opened;
    }

    private synchronized void release(Entry entry) {
        entry.users--;
        closeIfUnused(entry);
    }

    private static void closeIfUnused(Entry entry) {
        if (entry.retired && entry.users == 0) {
            entry.decoder.close();
            if (entry.inverter != null) {
                entry.inverter.close();
            }
        }
    }

    private static void warm(Decoder decoder, LibraryModel model) {
        var neutral = new EncodedLut(new float[model.network().shape().embeddingSize()], Domain.UNIT, Domain.UNIT);
        try {
            decoder.decode(neutral, WARM_UP_SIZE, (rgb, points) -> {});
        } catch (IOException e) {
            throw new IllegalStateException("a sink that does nothing cannot fail", e);
        }
    }

    private static final class Entry {

        private final Decoder decoder;
        private @Nullable Inverter inverter;
        private int users;
        private boolean retired;

        Entry(Decoder decoder) {
            this.decoder = decoder;
        }
    }

    /** The right to use a decoder. */
    final class Lease implements AutoCloseable {

        private final Entry entry;
        private final LibraryModel model;

        private Lease(Entry entry, LibraryModel model) {
            this.entry = entry;
            this.model = model;
        }

        Decoder decoder() {
            return entry.decoder;
        }

        /**
         * The same network run backwards, opened when it is first asked for.
         *
         * @throws NotBijective if it cannot be
         */
        Inverter inverter() {
            return inverterOf(entry, model);
        }

        @Override
        public void close() {
            release(entry);
        }
    }
}
