package dev.lutra.network.learn;

/** The loss of a run is no longer a number. */
public final class TrainingDiverged extends RuntimeException {

    TrainingDiverged(int iteration, double loss) {
        super("the loss is %s at iteration %d: try a lower learning rate".formatted(loss, iteration));
    }
}
