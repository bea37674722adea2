package dev.lutra.network.engine;

/** The user named a device that is not available. */
public final class DeviceUnavailable extends RuntimeException {

    DeviceUnavailable(String message) {
        super(message);
    }
}
