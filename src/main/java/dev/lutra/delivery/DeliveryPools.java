package dev.lutra.delivery;

import dev.lutra.compute.ComputePool;
import dev.lutra.format.LutLayout;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * The threads that compute answers, besides those of the decoders. A thread of one pool never waits for another pool.
 */
@Component
@Profile("api")
final class DeliveryPools {

    private final ComputePool rendering;
    private final ComputePool tokens;
    private final ComputePool inversion;
    private final ComputePool opening;
    private final ComputePool imaging;

    DeliveryPools(DeliverySettings settings, ImageSettings images) {
        rendering = new ComputePool("render", settings.renderingPoolThreads());
        tokens = new ComputePool("token-file", settings.renderingPoolThreads());
        inversion = new ComputePool("invert", settings.inversionPoolThreads());
        opening = new ComputePool("open", settings.renderingPoolThreads());
        imaging = new ComputePool("image", images.poolThreads());
    }

    /** The pool that interpolates, mixes, writes and compresses, one slab at a time. */
    ComputePool rendering() {
        return rendering;
    }

    /**
     * The pool that writes files of a layout. Tokens have one of their own, because a token takes some tenths of a second,
     * for which slabs of other files must not wait.
     */
    ComputePool writing(LutLayout layout) {
        return layout.keepsValues() ? rendering : tokens;
    }

    /** The pool that searches for inverses, in tasks of some milliseconds. */
    ComputePool inversion() {
        return inversion;
    }

    /** The pool that opens decoders and reads sources. */
    ComputePool opening() {
        return opening;
    }

    /** The pool that decodes, grades and encodes photographs. */
    ComputePool imaging() {
        return imaging;
    }
}
