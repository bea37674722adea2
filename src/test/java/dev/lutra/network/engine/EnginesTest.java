package dev.lutra.network.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lutra.TestModels;
import dev.lutra.network.engine.ComputeDevice.Kind;
import org.junit.jupiter.api.Test;

class EnginesTest {

    private static final boolean HAS_GPU = TestModels.DEVICE.kind() == Kind.CUDA;

    @Test
    void takesTheCpuThatIsAskedFor() {
        assertThat(Engines.choose("cpu")).isEqualTo(ComputeDevice.cpu(Kind.VECTOR, "asked for by name"));
    }

    @Test
    void saysWhyItTookTheCpuByItself() {
        assumeFalse(HAS_GPU, "there is a GPU here, asked for by lutra.device");
        ComputeDevice device = Engines.choose("auto");
        assertThat(device.name()).isEqualTo("cpu");
        assertThat(device.reason()).startsWith("no CUDA: ").contains("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void takesTheGpuByItselfWhereThereIsOne() {
        assumeTrue(HAS_GPU, "no GPU was asked for: lutra.device is not cuda");
        assertThat(Engines.choose("auto")).isEqualTo(new ComputeDevice(Kind.CUDA, 0, "CUDA works here"));
    }

    @Test
    void neverComputesOnTheCpuWhenCudaWasAskedFor() {
        assumeFalse(HAS_GPU, "there is a GPU here, asked for by lutra.device");
        assertThatThrownBy(() -> Engines.choose("cuda"))
                .isInstanceOf(DeviceUnavailable.class)
                .hasMessageContaining("'cuda'")
                .hasMessageContaining("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        assertThatThrownBy(() -> Engines.choose("cuda:99"))
                .isInstanceOf(DeviceUnavailable.class)
                .hasMessageContaining("cuda:99");
    }

    @Test
    void refusesWhatIsNoDevice() {
        assertThatThrownBy(() -> Engines.choose("gpu"))
                .isInstanceOf(DeviceUnavailable.class)
                .hasMessageContaining("known devices are auto, cpu");
    }
}
