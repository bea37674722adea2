package dev.lutra.network.file;

import dev.lutra.problem.PlainText;

/** A file that should contain a model or a checkpoint and does not. */
public final class InvalidModelFile extends RuntimeException {

    private static final int MAX_LENGTH = 1000;

    /** @param reason may quote the file; unprintable characters are removed, and a long text is truncated */
    public InvalidModelFile(String reason) {
        super(shown(reason));
    }

    private static String shown(String reason) {
        String plain = PlainText.cleaned(reason);
        return plain.length() <= MAX_LENGTH ? plain : plain.substring(0, MAX_LENGTH) + "…";
    }
}
