package dev.lutra.network.learn;

import dev.lutra.network.Network;
import dev.lutra.network.NetworkShape;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What a training learns.
 *
 * @param shared the shared weights, an array for each block
 * @param base the numbers that are added to every embedding
 * @param embeddings the numbers of each LUT, those of synthetic looks last
 */
record Learned(List<Adam> shared, Adam base, List<Adam> embeddings) {

    /** All numbers, in the order of a checkpoint. */
    Stream<Adam> all() {
        return Stream.of(shared.stream(), Stream.of(base), embeddings.stream()).flatMap(Function.identity());
    }

    /** The network of the present weights. It shows later ones as well. */
    Network network(NetworkShape shape, boolean bijective) {
        return new Network(shape, shared.stream().map(Adam::values).toList(), bijective);
    }
}
