package dev.lutra.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lutra.TestModels;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ComputeDeviceTest {

    private static final boolean HAS_GPU = TestModels.DEVICE.startsWith("cuda");

    @Test
    void takesTheCpuThatIsAskedFor() {
        assertThat(ComputeDevice.choose("cpu")).isEqualTo(new ComputeDevice("cpu", "asked for by name"));
    }

    @Test
    void saysWhyItTookTheCpuByItself() {
        assumeFalse(HAS_GPU, "there is a GPU here, asked for by lutra.device");
        ComputeDevice device = ComputeDevice.choose("auto");
        assertThat(device.name()).isEqualTo("cpu");
        assertThat(device.reason()).startsWith("no CUDA: ").contains("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void takesTheGpuByItselfWhereThereIsOne() {
        assumeTrue(HAS_GPU, "no GPU was asked for: lutra.device is not cuda");
        assertThat(ComputeDevice.choose("auto")).isEqualTo(new ComputeDevice("cuda:0", "CUDA works here"));
    }

    @Test
    void neverComputesOnTheCpuWhenCudaWasAskedFor() {
        assumeFalse(HAS_GPU, "there is a GPU here, asked for by lutra.device");
        assertThatThrownBy(() -> ComputeDevice.choose("cuda"))
                .isInstanceOf(DeviceUnavailable.class)
                .hasMessageContaining("'cuda'")
                .hasMessageContaining("PYTORCH_LIBRARY_PATH");
    }

    @Test
    void refusesADeviceThatIsNotThere() {
        assertThatThrownBy(() -> ComputeDevice.choose("cuda:99"))
                .isInstanceOf(DeviceUnavailable.class)
                .hasMessageContaining("cuda:99");
    }

    @Test
    void refusesWhatIsNoDevice() {
        assertThatThrownBy(() -> ComputeDevice.choose("gpu"))
                .isInstanceOf(DeviceUnavailable.class)
                .hasMessageContaining("none of auto, cpu");
    }

    @Test
    void namesAFlavourThatIsNotOfCuda() {
        var environment = Map.of("PYTORCH_LIBRARY_PATH", "/opt/libtorch", "PYTORCH_FLAVOR", "cpu");
        assertThat(CudaCheck.missing(environment)).first().asString().contains("PYTORCH_FLAVOR is 'cpu'");
    }
}
