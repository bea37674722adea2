package dev.lutra.network.learn;

/** Receives the progress of a run. */
@FunctionalInterface
public interface ProgressListener {

    void onProgress(Progress progress);
}
