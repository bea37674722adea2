package dev.lutra.network.learn;

import dev.lutra.color.Lut3d;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** The LUTs of a training, those that learn at a step, and the colours that they share. */
final class TrainingLuts {

    private final int perStep;
    private final LutOrder order;
    private final ColorPool colors;
    private final List<LutGroup.Member> members = new ArrayList<>();

    /**
     * Prepares to learn.
     *
     * @param luts the LUTs, and synthetic ones after them
     * @param perStep the number of LUTs of a step
     * @param random draws the initial embeddings
     */
    TrainingLuts(List<Lut3d> luts, int perStep, TrainingSettings settings, SplittableRandom random) {
        this.perStep = perStep;
        order = new LutOrder(luts.size(), perStep, settings.seed());
        colors = new ColorPool(settings.colors(), settings.seed(), settings.colorsPerStep());
        for (Lut3d lut : luts) {
            members.add(new LutGroup.Member(
                    new Adam(Initialization.embedding(settings.shape(), random)),
                    new ColorSampler(lut, colors, random.nextLong())));
        }
    }

    /** The number of LUTs that learn at each step. */
    int perStep() {
        return perStep;
    }

    ColorPool colors() {
        return colors;
    }

    /** All LUTs. */
    List<LutGroup.Member> members() {
        return members;
    }

    /** The indices of the LUTs of a step. */
    int[] indices(long iteration) {
        return order.at(iteration);
    }

    /** The LUTs of a step. */
    List<LutGroup.Member> learning(long iteration) {
        return Arrays.stream(indices(iteration)).mapToObj(members::get).toList();
    }
}
