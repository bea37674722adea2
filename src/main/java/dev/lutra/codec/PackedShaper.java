package dev.lutra.codec;

import dev.lutra.color.Shaper;
import java.util.Arrays;

/**
 * A shaper in few bytes, without loss: that of a logarithm of 4,096 points takes about one kilobyte.
 *
 * @param bytes the code, as {@link CurveCoder} writes it; must not be changed
 */
public record PackedShaper(byte[] bytes) {

    private static final int SAME = 1;
    private static final int EACH = 3;

    /** Packs a shaper. Equal curves are stored once. */
    public static PackedShaper of(Shaper shaper) {
        var coder = new RangeEncoder();
        int curves = shaper.isSame() ? SAME : EACH;
        coder.codeRaw(curves, 2);
        for (int channel = 0; channel < curves; channel++) {
            CurveCoder.write(coder, shaper.curve(channel));
        }
        return new PackedShaper(coder.finish());
    }

    /**
     * Unpacks the shaper.
     *
     * @throws InvalidDetail if the bytes cannot come from {@link #of}
     */
    public Shaper shaper() {
        var coder = new RangeDecoder(bytes, 0);
        int curves = coder.codeRaw(0, 2);
        Shaper shaper = switch (curves) {
            case SAME -> Shaper.of(CurveCoder.read(coder));
            case EACH -> new Shaper(CurveCoder.read(coder), CurveCoder.read(coder), CurveCoder.read(coder));
            default -> throw new InvalidDetail("a shaper has 1 or 3 curves, not %d".formatted(curves));
        };
        coder.finish();
        return shaper;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PackedShaper that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** The number of bytes, because a list of them would say nothing. */
    @Override
    public String toString() {
        return "shaper of %d bytes".formatted(bytes.length);
    }
}
