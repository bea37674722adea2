package dev.lutra.library;

import java.util.List;

/** Where LUTs wait to be encoded. */
public interface EncodingQueue {

    /**
     * Queues LUTs, in the transaction of the caller: they are queued if it commits, and not otherwise.
     *
     * @param luts slugs
     * @param model slug of the model that is to hold them
     * @return id of the training job that will do it
     */
    String add(List<String> luts, String model);
}
