package dev.lutra.image;

import java.util.ArrayList;
import java.util.List;

/**
 * What is kept of a file besides its pixels, so that it can be written again.
 *
 * @param blocks the segments (JPEG), chunks (PNG) or tags (TIFF) with profile, orientation, text and rights, in order
 * @param orientation how the pixels are turned, as one of the blocks says
 * @param coding how the pixels were compressed, as the type needs it
 * @param warnings what is not kept, for the user
 */
record Kept(List<Block> blocks, Orientation orientation, Coding coding, List<String> warnings) {

    static final Kept NOTHING = new Kept(List.of(), Orientation.UPRIGHT, Coding.USUAL, List.of());

    Kept {
        blocks = List.copyOf(blocks);
        warnings = List.copyOf(warnings);
    }

    /**
     * A piece of a file that is copied.
     *
     * @param kind the marker of a segment, the name of a chunk as a number, or the number of a tag
     * @param data its contents
     */
    record Block(int kind, byte[] data) {}

    /** How pixels are compressed. */
    interface Coding {

        /** Whatever the type usually has. */
        Coding USUAL = new Coding() {};
    }

    Kept warning(String text) {
        var more = new ArrayList<>(warnings);
        more.add(text);
        return new Kept(blocks, orientation, coding, more);
    }
}
