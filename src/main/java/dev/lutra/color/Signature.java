package dev.lutra.color;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a look does to colours, in few bytes: its outputs for the probe colours, a fixed set that stands for photographs.
 * It is made of 739 bytes: the version of the set, then L*, a* and b* of each output in hundredths, as
 * big-endian 16-bit integers; first all L*, then all a*, then all b*.
 *
 * <p>Outputs beyond 0…1 count as a display shows them, clipped.
 */
public final class Signature {

    /** The length of {@link #bytes}. */
    public static final int BYTES = 1 + 3 * ProbeColors.COUNT * Short.BYTES;

    /** Another set of probe colours gets another version. */
    private static final byte VERSION = 1;

    private static final float UNIT = 0.01f;

    /** The signature of the look that changes nothing. */
    static final Signature IDENTITY = of(ProbeColors.rgb());

    /** L*, a* and b*, in units of {@link #UNIT}. */
    private final short[] lab;

    private Signature(short[] lab) {
        this.lab = lab;
    }

    /**
     * The inputs for which {@link #of} needs the outputs of a look.
     *
     * @return RGB triples, 0…1; a new array
     */
    public static float[] probes() {
        return ProbeColors.rgb();
    }

    /**
     * Makes a signature.
     *
     * @param outputs the outputs of a look for the {@link #probes}: as many RGB triples, encoded sRGB, 0…1. Others are
     *     clipped, and NaN counts as 0
     */
    public static Signature of(float[] outputs) {
        int count = ProbeColors.COUNT;
        if (outputs.length != 3 * count) {
            throw new IllegalArgumentException("%d values, not %d".formatted(outputs.length, 3 * count));
        }
        var lab = new short[3 * count];
        for (int i = 0; i < count; i++) {
            Lab color = Lab.ofSrgb(shown(outputs[3 * i]), shown(outputs[3 * i + 1]), shown(outputs[3 * i + 2]));
            lab[i] = quantised(color.lightness());
            lab[count + i] = quantised(color.a());
            lab[2 * count + i] = quantised(color.b());
        }
        return new Signature(lab);
    }

    private static float shown(float value) {
        return value > 0 ? Math.min(value, 1) : 0;
    }

    private static short quantised(double value) {
        return (short) Math.rint(value / UNIT);
    }

    /**
     * Reads what {@link #bytes} wrote.
     *
     * @return empty if it belongs to another set of probe colours
     */
    public static Optional<Signature> ofBytes(byte[] bytes) {
        if (bytes.length != BYTES || bytes[0] != VERSION) {
            return Optional.empty();
        }
        var lab = new short[3 * ProbeColors.COUNT];
        ByteBuffer.wrap(bytes, 1, BYTES - 1).asShortBuffer().get(lab);
        return Optional.of(new Signature(lab));
    }

    public byte[] bytes() {
        ByteBuffer bytes = ByteBuffer.allocate(BYTES).put(VERSION);
        bytes.asShortBuffer().put(lab);
        return bytes.array();
    }

    /** The mean ΔE76 between the outputs of two looks for the probe colours. */
    public double distance(Signature other) {
        short[] one = lab;
        short[] two = other.lab;
        int count = ProbeColors.COUNT;
        double sum = 0;
        for (int i = 0; i < count; i++) {
            float lightness = one[i] - two[i];
            float a = one[count + i] - two[count + i];
            float b = one[2 * count + i] - two[2 * count + i];
            sum += Math.sqrt(lightness * lightness + a * a + b * b);
        }
        return sum * UNIT / count;
    }

    /** The output for a probe colour. */
    Lab output(int probe) {
        int count = ProbeColors.COUNT;
        return new Lab(lab[probe] * UNIT, lab[count + probe] * UNIT, lab[2 * count + probe] * UNIT);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Signature that && Arrays.equals(lab, that.lab);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(lab);
    }
}
