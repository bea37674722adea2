package dev.lutra.delivery;

import dev.lutra.color.Signature;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.MemoryShort;
import dev.lutra.compute.Overloaded;
import dev.lutra.library.LibraryLut;
import dev.lutra.library.LookDescriptions;
import dev.lutra.library.LookReplaced;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Looks in the background at LUTs that came without their files, out of models or older versions, and adds what they do
 * to colours. It decodes one look at a time, only at the few colours that matter, and then rests for as long as it has
 * worked, so that requests come first. What it has seen is stored, so that a restart goes on where it ended.
 */
@Component
@Profile("api")
final class LookDescriber {

    private static final Logger log = LoggerFactory.getLogger(LookDescriber.class);

    /** The number of LUTs that are stored together. Each of them takes some milliseconds. */
    private static final int TOGETHER = 16;

    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final LookDescriptions descriptions;
    private final ForwardMaps forwards;
    private final ComputePool rendering;
    /** Whether the last turn failed for a reason that nobody expects, which is logged once. */
    private boolean failing;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Thread worker = Thread.ofVirtual().name("describe").unstarted(this::run);

    LookDescriber(LookDescriptions descriptions, ForwardMaps forwards, DeliveryPools pools) {
        this.descriptions = descriptions;
        this.forwards = forwards;
        rendering = pools.rendering();
    }

    @EventListener(ApplicationReadyEvent.class)
    void start() {
        worker.start();
    }

    /** Waits for the end of the current work. An interrupt would close the file of an embedded database. */
    @PreDestroy
    void stop() throws InterruptedException {
        stopping.countDown();
        if (worker.isAlive()) {
            worker.join(STOP);
        }
    }

    private void run() {
        int described = 0;
        boolean stopped = false;
        while (!stopped) {
            long started = System.nanoTime();
            int added = describeSome();
            described += added;
            if (added == 0 && described > 0) {
                log.info("Looked at what {} LUTs do to colours", described);
                described = 0;
            }
            stopped = isStoppedWithin(added == 0 ? PAUSE.toNanos() : System.nanoTime() - started);
        }
    }

    private boolean isStoppedWithin(long nanos) {
        try {
            return stopping.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private int describeSome() {
        try {
            List<LibraryLut> some = descriptions.missing().limit(TOGETHER).toList();
            int added = some.isEmpty() ? 0 : descriptions.add(some, this::look);
            failing = false;
            return added;
        } catch (Overloaded | MemoryShort | LookReplaced | DataAccessException | TransactionException e) {
            log.debug("LUTs are looked at later", e);
            return 0;
        } catch (RuntimeException e) {
            if (!failing) {
                log.warn("LUTs cannot be looked at; this is tried again and again", e);
            }
            failing = true;
            return 0;
        }
    }

    private Optional<Signature> look(LibraryLut lut) {
        try (OpenColorMap map = forwards.openUnit(lut)) {
            float[] outputs = map.apply(Signature.probes());
            return Optional.of(rendering.compute(() -> Signature.of(outputs)));
        } catch (Overloaded | MemoryShort | LookReplaced | DataAccessException | TransactionException e) {
            throw e;
        } catch (RuntimeException e) {
            log.warn("What the LUT '{}' does to colours remains unknown: {}", lut.id(), e.getMessage());
            return Optional.empty();
        }
    }
}
