package dev.lutra.network.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import dev.lutra.network.TestLuts;
import dev.lutra.network.engine.OutOfDeviceMemory;
import dev.lutra.network.learn.Initialization;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LutChunksTest {

    /** What does not fit has libtorch empty its cache. */
    @BeforeAll
    static void loadTorch() {
        TestLuts.torch(Initialization.network(TestLuts.SMALL, new SplittableRandom(1)))
                .close();
    }

    private final OutOfDeviceMemory full =
            new OutOfDeviceMemory(new EngineException("CUDA out of memory. Tried to allocate 20.00 GiB"));

    private final LutChunks chunks = new LutChunks();
    private final List<Integer> done = new ArrayList<>();

    /** A device that holds so many LUTs at once. */
    private void work(int room, int from, int to) {
        if (to - from > room) {
            done.add(-1);
            throw full;
        }
        for (int lut = from; lut < to; lut++) {
            done.add(lut);
        }
    }

    @Test
    void takesAllAtOnceWhereTheyFit() {
        chunks.run(10, done::clear, (from, to) -> work(10, from, to));
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void halvesUntilTheyFitAndWorksOnEachOnce() {
        chunks.run(10, done::clear, (from, to) -> work(3, from, to));
        assertThat(done).containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
    }

    @Test
    void remembersWhatFits() {
        chunks.run(10, done::clear, (from, to) -> work(3, from, to));
        done.clear();
        chunks.run(10, done::clear, (from, to) -> work(3, from, to));
        assertThat(done).doesNotContain(-1);
    }

    @Test
    void givesUpWhereNotEvenOneFits() {
        assertThatThrownBy(() -> chunks.run(4, done::clear, (from, to) -> work(0, from, to)))
                .isSameAs(full);
    }

    @Test
    void passesOnAnyOtherFailure() {
        var failure = new EngineException("device-side assert triggered");
        assertThatThrownBy(() -> chunks.run(4, done::clear, (from, to) -> {
                    throw failure;
                }))
                .isSameAs(failure);
        assertThat(done).isEmpty();
    }
}
