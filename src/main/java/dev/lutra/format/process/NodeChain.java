package dev.lutra.format.process;

import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Steps of a colour transform, one after the other. */
public record NodeChain(List<Step> steps) {

    /**
     * A step with the name that its file gives it.
     *
     * @param name such as {@code Matrix}
     */
    public record Step(String name, ProcessNode node) {}

    public NodeChain {
        steps = List.copyOf(steps);
    }

    /** Changes a colour, three channels, in place. */
    public void apply(double[] rgb) {
        for (Step step : steps) {
            step.node().apply(rgb);
        }
    }

    /** The same transform, of which scales and offsets are taken into the LUTs that follow them. */
    public NodeChain folded() {
        return AffineFolding.fold(this);
    }

    /** The first steps, up to the first one that mixes channels. */
    NodeChain separable() {
        int end = 0;
        while (end < steps.size() && steps.get(end).node().isSeparable()) {
            end++;
        }
        return new NodeChain(steps.subList(0, end));
    }

    /** The steps from an index on. */
    NodeChain from(int index) {
        return new NodeChain(steps.subList(index, steps.size()));
    }

    boolean isEmpty() {
        return steps.isEmpty();
    }

    ProcessNode first() {
        return steps.getFirst().node();
    }

    /** The first logarithm of linear values before any 3D LUT; empty if there is none. */
    OptionalInt firstLogarithm() {
        int cube = IntStream.range(0, steps.size())
                .filter(i -> steps.get(i).node() instanceof CubeNode)
                .findFirst()
                .orElse(steps.size());
        return IntStream.range(0, cube)
                .filter(i -> steps.get(i).node().isLogarithm())
                .findFirst();
    }

    /** The names of the steps, each once where it repeats at once. */
    public String names() {
        return IntStream.range(0, steps.size())
                .filter(i ->
                        i == 0 || !steps.get(i).name().equals(steps.get(i - 1).name()))
                .mapToObj(i -> steps.get(i).name())
                .collect(Collectors.joining(", "));
    }
}
