package dev.lutra.format;

import java.util.Arrays;
import java.util.Optional;

/**
 * The depth of the numbers in a Common LUT Format file.
 *
 * @param text as in the file
 * @param largest the number that stands for 1
 */
record BitDepth(String text, double largest) {

    private static final BitDepth[] ALL = {
        new BitDepth("8i", 255),
        new BitDepth("10i", 1023),
        new BitDepth("12i", 4095),
        new BitDepth("16i", 65535),
        new BitDepth("16f", 1),
        new BitDepth("32f", 1)
    };

    static Optional<BitDepth> of(String text) {
        return Arrays.stream(ALL).filter(depth -> depth.text.equals(text)).findFirst();
    }
}
