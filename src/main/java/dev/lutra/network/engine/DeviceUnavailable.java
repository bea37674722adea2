package dev.lutra.network.engine;

/** The device that was asked for by name is not there. */
public final class DeviceUnavailable extends RuntimeException {

    DeviceUnavailable(String message) {
        super(message);
    }
}
