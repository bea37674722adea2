package dev.lutra.training;

import dev.lutra.network.Preset;
import dev.lutra.network.engine.Loss;
import java.util.List;

/** Requests for jobs, as tests make them. */
final class TestRequests {

    private TestRequests() {}

    /** For the smallest network. */
    static TrainRequest train(String lut, int iterations) {
        return new TrainRequest(
                null,
                List.of(lut),
                Preset.TINY,
                Colors.UNIFORM,
                null,
                Loss.COLOR,
                false,
                null,
                null,
                false,
                iterations,
                1);
    }
}
