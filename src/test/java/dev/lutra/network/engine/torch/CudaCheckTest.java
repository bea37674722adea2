package dev.lutra.network.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CudaCheckTest {

    @Test
    void namesAFlavourThatIsNotOfCuda() {
        var environment = Map.of("PYTORCH_LIBRARY_PATH", "/opt/libtorch", "PYTORCH_FLAVOR", "cpu");
        assertThat(CudaCheck.missing(environment)).first().asString().contains("PYTORCH_FLAVOR is 'cpu'");
    }
}
