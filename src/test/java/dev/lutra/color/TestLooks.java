package dev.lutra.color;

import java.util.function.UnaryOperator;

/** Looks as functions of one colour or of all. */
final class TestLooks {

    private TestLooks() {}

    /** @param look of RGB triples, one after the other */
    static Signature signature(UnaryOperator<float[]> look) {
        return Signature.of(look.apply(Signature.probes()));
    }

    /** @param look of one RGB triple */
    static LookDescription described(UnaryOperator<double[]> look) {
        float[] colors = Signature.probes();
        for (int i = 0; i < colors.length; i += 3) {
            double[] rgb = look.apply(new double[] {colors[i], colors[i + 1], colors[i + 2]});
            for (int channel = 0; channel < 3; channel++) {
                colors[i + channel] = (float) rgb[channel];
            }
        }
        return LookDescription.of(Signature.of(colors));
    }
}
