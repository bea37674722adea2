package dev.lutra.delivery;

import dev.lutra.library.Library;
import dev.lutra.network.Decoder;
import dev.lutra.network.Model;
import jakarta.annotation.PostConstruct;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The decoders of the models in use. That of the active model is opened and warmed as early as can be, on a thread of
 * its own while the rest of the application comes up; those of other models when they are first asked for.
 */
@Component
final class Decoders implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Decoders.class);
    private static final int WARM_UP_SIZE = 33;

    private final Library library;
    private final ComputeSettings compute;
    private final DeliverySettings settings;
    private final ApplicationEventPublisher events;
    private final Map<String, Decoder> open = new ConcurrentHashMap<>();
    private volatile State state = new State(Phase.LOADING, "the model is being loaded", null);
    private volatile @Nullable Thread loading;

    Decoders(Library library, ComputeSettings compute, DeliverySettings settings, ApplicationEventPublisher events) {
        this.library = library;
        this.compute = compute;
        this.settings = settings;
        this.events = events;
    }

    /**
     * Gives the decoder of a model.
     *
     * @throws ModelNotReady while the active model is not loaded
     */
    Decoder of(Model model) {
        if (state.phase() != Phase.READY) {
            throw new ModelNotReady();
        }
        return open.computeIfAbsent(
                model.info().id(), id -> Decoder.open(model, compute.device(), settings.decoderThreads()));
    }

    State state() {
        return state;
    }

    @PostConstruct
    void load() {
        loading = Thread.ofPlatform().name("model-loading").start(this::loadModel);
    }

    @Override
    public void start() {
        // It has begun already.
    }

    /** Comes after the web server has drained: requests under way still decode. */
    @Override
    public void stop() {
        Thread running = loading;
        loading = null;
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        state = new State(Phase.LOADING, "the service is stopping", null);
        open.values().forEach(Decoder::close);
        open.clear();
    }

    @Override
    public boolean isRunning() {
        return loading != null;
    }

    /** Before the web server starts, and so after it has stopped. */
    @Override
    public int getPhase() {
        return 0;
    }

    private void loadModel() {
        try {
            library.active()
                    .ifPresentOrElse(
                            this::loadActive,
                            () -> state = new State(Phase.NO_MODEL, "there is no model to serve", null));
        } catch (RuntimeException | LinkageError e) {
            log.error("The active model cannot be loaded: {}", e.getMessage(), e);
            state = new State(Phase.FAILED, "the model cannot be loaded: " + e.getMessage(), null);
            AvailabilityChangeEvent.publish(events, this, LivenessState.BROKEN);
        }
    }

    private void loadActive(Model model) {
        long started = System.nanoTime();
        Decoder decoder = Decoder.open(model, compute.device(), settings.decoderThreads());
        open.put(model.info().id(), decoder);
        if (!model.luts().isEmpty()) {
            warm(decoder);
        }
        state = new State(Phase.READY, "the model is loaded and warm", decoder.device());
        log.info(
                "Model '{}' is ready on {} after {} ms",
                model.info().id(),
                decoder.device(),
                (System.nanoTime() - started) / 1_000_000);
    }

    private static void warm(Decoder decoder) {
        try {
            decoder.decode(0, WARM_UP_SIZE, (rgb, points) -> {});
        } catch (IOException e) {
            throw new IllegalStateException("a sink that does nothing cannot fail", e);
        }
    }

    enum Phase {
        LOADING,
        READY,
        NO_MODEL,
        FAILED
    }

    /**
     * How far the active model has come.
     *
     * @param reason for people
     * @param device that it runs on, once it is ready
     */
    record State(Phase phase, String reason, @Nullable String device) {}
}
