package dev.lutra.network.engine.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import dev.lutra.network.engine.OutOfDeviceMemory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeviceMemoryTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CUDA out of memory. Tried to allocate 20.00 GiB",
                "CUDA error: out of memory",
                "DefaultCPUAllocator: can't allocate memory: you tried to allocate 9 bytes"
            })
    void recognisesThatMemoryRanOut(String message) {
        var failure = new EngineException(message);
        assertThatThrownBy(() -> DeviceMemory.run(() -> {
                    throw failure;
                }))
                .isInstanceOf(OutOfDeviceMemory.class)
                .hasMessage(message)
                .hasCause(failure);
    }

    @Test
    void passesOnAnyOtherFailure() {
        var failure = new EngineException("device-side assert triggered");
        assertThatThrownBy(() -> DeviceMemory.run(() -> {
                    throw failure;
                }))
                .isSameAs(failure);
    }

    @Test
    void givesBackWhatTheWorkGives() {
        assertThat(DeviceMemory.<Integer>call(() -> 7)).isEqualTo(7);
    }
}
