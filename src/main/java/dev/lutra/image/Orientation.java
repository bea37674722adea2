package dev.lutra.image;

/**
 * How the stored pixels of an image are turned to show it upright (Exif 2.32, tag 274).
 *
 * @param code 1 (as stored) to 8
 */
public record Orientation(int code) {

    /** The image is shown as it is stored. */
    public static final Orientation UPRIGHT = new Orientation(1);

    public Orientation {
        if (code < 1 || code > 8) {
            throw new IllegalArgumentException("there is no orientation " + code);
        }
    }

    /** The orientation of a code. Codes that do not exist count as upright. */
    static Orientation of(long code) {
        return code >= 1 && code <= 8 ? new Orientation((int) code) : UPRIGHT;
    }

    /** Whether stored rows are shown as columns. */
    public boolean isTransposed() {
        return code >= 5;
    }

    /** Whether the stored columns are passed from the last to the first. */
    boolean isBackwardsInX() {
        return code == 2 || code == 3 || code == 7 || code == 8;
    }

    /** Whether the stored rows are passed from the last to the first. */
    boolean isBackwardsInY() {
        return code == 3 || code == 4 || code == 6 || code == 7;
    }
}
