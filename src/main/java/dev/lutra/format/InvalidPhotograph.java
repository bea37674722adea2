package dev.lutra.format;

/** A file that is no photograph, or not one whose colours can be taken. The message names it. */
public final class InvalidPhotograph extends RuntimeException {

    private final String code;

    InvalidPhotograph(String code, String name, String detail) {
        super("%s: %s".formatted(name, detail));
        this.code = code;
    }

    /** What is wrong, for programs: {@code photograph-unreadable} or {@code photograph-too-large}. */
    public String code() {
        return code;
    }
}
