package dev.lutra.library;

import java.util.List;

/** The queue of LUTs that wait for their encoding. */
public interface EncodingQueue {

    /**
     * Queues LUTs in the transaction of the caller. They are queued only if it commits.
     *
     * @param luts the slugs of the LUTs
     * @param model slug of the model to encode them into
     * @return id of the training job that encodes them
     */
    String add(List<String> luts, String model);
}
