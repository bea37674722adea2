package dev.lutra.network.engine;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains why the application did not start: the requested device is not available. */
final class DeviceFailureAnalyzer extends AbstractFailureAnalyzer<DeviceUnavailable> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DeviceUnavailable cause) {
        return new FailureAnalysis(
                "The " + cause.getMessage() + ".",
                "Put in place what is missing, or set LUTRA_DEVICE to auto or cpu to compute on the CPU.",
                cause);
    }
}
