package dev.lutra.network;

/** A network that should be bijective and is not, or that is asked for an inverse and has none. */
public final class NotBijective extends IllegalArgumentException {

    public NotBijective(String message) {
        super(message);
    }
}
