package dev.lutra.network.engine.torch;

import ai.djl.pytorch.jni.JniUtils;
import dev.lutra.network.engine.OutOfDeviceMemory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes LUTs in chunks that fit into a device's memory: all at once to begin with, and half as many whenever that was too
 * much.
 */
final class LutChunks {

    private static final Logger log = LoggerFactory.getLogger(LutChunks.class);

    /** Work on LUTs {@code from} to {@code to}, exclusive; it may throw {@link OutOfDeviceMemory}. */
    interface Work {

        double on(int from, int to);
    }

    private int most = Integer.MAX_VALUE;

    /**
     * Works on all LUTs and sums what comes of it.
     *
     * @param reset undoes what chunks have left behind: work begins anew after one failed half done
     * @throws OutOfDeviceMemory if not even one LUT fits
     */
    double sum(int luts, Runnable reset, Work work) {
        double sum = 0;
        for (int from = 0; from < luts; ) {
            int to = from + Math.min(most, luts - from);
            try {
                sum += work.on(from, to);
                from = to;
            } catch (OutOfDeviceMemory e) {
                if (to - from == 1) {
                    throw e;
                }
                most = Math.ceilDiv(to - from, 2);
                log.warn("The device has not enough memory for {} LUTs at once: going on with {}", to - from, most);
                JniUtils.emptyCudaCache();
                reset.run();
                sum = 0;
                from = 0;
            }
        }
        return sum;
    }
}
