package dev.lutra.network;

import dev.lutra.network.NetworkShape.Bias;
import java.util.List;

/** Named shapes: the four of the paper (section 4.2), and two that measurements selected. */
public enum Preset {
    TINY(new NetworkShape(1, 4, 32, Bias.FIRST)),
    SMALL(new NetworkShape(2, 4, 32, Bias.FIRST)),
    MEDIUM(new NetworkShape(3, 4, 32, Bias.FIRST)),
    LARGE(new NetworkShape(4, 4, 32, Bias.FIRST)),
    /** Scales on every second layer reduced the mean error of the shipped looks from 0.88 to 0.72. */
    DEFAULT(new NetworkShape(3, 4, 32, Bias.ALL, List.of(0, 2))),
    /** The shape of bijective networks. Each block can do little, so there are many, and shallow blocks do more. */
    BIJECTIVE(new NetworkShape(48, 1, 32, Bias.ALL));

    private final NetworkShape shape;

    Preset(NetworkShape shape) {
        this.shape = shape;
    }

    public NetworkShape shape() {
        return shape;
    }
}
