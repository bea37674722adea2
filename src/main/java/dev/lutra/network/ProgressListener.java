package dev.lutra.network;

/** Is told how far a run has come. */
@FunctionalInterface
public interface ProgressListener {

    void onProgress(Progress progress);
}
