package dev.lutra.codec;

import dev.lutra.color.Curve;
import dev.lutra.color.Rgb;
import dev.lutra.color.RgbBox;
import dev.lutra.color.Shaper;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A shaper in few bytes, without loss: that of a logarithm of 4,096 points takes about one kilobyte.
 *
 * @param bytes the code, as {@link CurveCoder} writes it; must not be changed
 */
public record PackedShaper(byte[] bytes) {

    private static final int SAME = 1;
    private static final int EACH = 3;
    private static final int COUNT_BITS = 2;

    /** Packs a shaper. Equal curves are stored once. */
    public static PackedShaper of(Shaper shaper) {
        var coder = new RangeEncoder();
        int curves = shaper.isSame() ? SAME : EACH;
        coder.codeRaw(curves, COUNT_BITS);
        for (int channel = 0; channel < curves; channel++) {
            CurveCoder.writeHead(coder, CurveCoder.Head.of(shaper.curve(channel)));
        }
        for (int channel = 0; channel < curves; channel++) {
            CurveCoder.writePoints(coder, shaper.curve(channel));
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
        var curves = new ArrayList<Curve>();
        for (CurveCoder.Head head : heads(coder)) {
            curves.add(CurveCoder.readPoints(coder, head));
        }
        coder.finish();
        return new Shaper(curves.getFirst(), curves.get(curves.size() / 2), curves.getLast());
    }

    /**
     * The inputs that the curves span. This unpacks only the head.
     *
     * @throws InvalidDetail if the bytes cannot come from {@link #of}
     */
    public RgbBox domain() {
        List<CurveCoder.Head> heads = heads(new RangeDecoder(bytes, 0));
        CurveCoder.Head red = heads.getFirst();
        CurveCoder.Head green = heads.get(heads.size() / 2);
        CurveCoder.Head blue = heads.getLast();
        return new RgbBox(new Rgb(red.low(), green.low(), blue.low()), new Rgb(red.high(), green.high(), blue.high()));
    }

    /**
     * The most points of a curve. This unpacks only the head.
     *
     * @throws InvalidDetail if the bytes cannot come from {@link #of}
     */
    public int points() {
        return heads(new RangeDecoder(bytes, 0)).stream()
                .mapToInt(CurveCoder.Head::points)
                .max()
                .orElseThrow();
    }

    private static List<CurveCoder.Head> heads(RangeDecoder coder) {
        int curves = coder.codeRaw(0, COUNT_BITS);
        if (curves != SAME && curves != EACH) {
            throw new InvalidDetail("a shaper has 1 or 3 curves, not %d".formatted(curves));
        }
        var heads = new ArrayList<CurveCoder.Head>();
        for (int curve = 0; curve < curves; curve++) {
            heads.add(CurveCoder.readHead(coder));
        }
        return heads;
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
