package dev.lutra.network;

/** A network that should be bijective and is not, or that has no inverse although one was requested. */
public final class NotBijective extends IllegalArgumentException {

    public NotBijective(String message) {
        super(message);
    }
}
