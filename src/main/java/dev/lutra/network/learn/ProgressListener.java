package dev.lutra.network.learn;

/** Is told how far a run has come. */
@FunctionalInterface
public interface ProgressListener {

    void onProgress(Progress progress);
}
