package dev.lutra.network.engine.torch;

import ai.djl.pytorch.jni.JniUtils;
import dev.lutra.network.engine.OutOfDeviceMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Divides LUTs into chunks that fit into the memory of a device. It starts with all LUTs at once, and halves the chunk
 * whenever the memory was not sufficient.
 */
class LutChunks {

    private static final Logger log = LoggerFactory.getLogger(LutChunks.class);

    /** Work on the LUTs {@code from} to {@code to}, exclusive. It may throw {@link OutOfDeviceMemory}. */
    interface Work {

        void on(int from, int to);
    }

    private int most = Integer.MAX_VALUE;

    /**
     * Works on all LUTs.
     *
     * @param reset undoes the effects of all chunks, because the work starts again after a chunk has failed
     * @throws OutOfDeviceMemory if even a single LUT does not fit
     */
    void run(int luts, Runnable reset, Work work) {
        for (int from = 0; from < luts; ) {
            int to = from + Math.min(most, luts - from);
            try {
                work.on(from, to);
                from = to;
            } catch (OutOfDeviceMemory e) {
                if (to - from == 1) {
                    throw e;
                }
                most = Math.ceilDiv(to - from, 2);
                log.warn("The device has not enough memory for {} LUTs at once: going on with {}", to - from, most);
                JniUtils.emptyCudaCache();
                reset.run();
                from = 0;
            }
        }
    }
}
