package dev.lutra.color;

import static dev.lutra.color.TestLooks.described;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class TraitTest {

    @Test
    void theIdentityIsNeutral() {
        LookDescription identity = described(rgb -> rgb);
        assertThat(identity.traits()).containsExactly(Trait.NEUTRAL);
        assertThat(identity.character()).isEqualTo(new LookCharacter(0, 1, 1, 0));
    }

    @Test
    void knowsBlackAndWhite() {
        LookDescription look = described(TraitTest::grey);
        assertThat(look.traits()).containsExactly(Trait.MONOCHROME);
        assertThat(look.character().saturation()).isCloseTo(0, within(0.001));
        assertThat(look.character().warmth()).isCloseTo(0, within(0.001));
        assertThat(look.character().contrast()).isCloseTo(1, within(0.001));
    }

    @Test
    void knowsTonedBlackAndWhite() {
        LookDescription sepia = described(after(TraitTest::grey, rgb ->
                new double[] {Math.pow(rgb[0], 0.9), rgb[1], Math.pow(rgb[2], 1.3)}));
        assertThat(sepia.traits()).contains(Trait.MONOCHROME, Trait.WARM).doesNotContain(Trait.MUTED, Trait.COOL);
    }

    @Test
    void knowsTheTemperature() {
        LookDescription warm = described(rgb -> new double[] {rgb[0], 0.97 * rgb[1], 0.85 * rgb[2]});
        LookDescription cool = described(rgb -> new double[] {0.85 * rgb[0], 0.97 * rgb[1], rgb[2]});
        assertThat(warm.traits()).contains(Trait.WARM).doesNotContain(Trait.COOL, Trait.GREEN_TINT);
        assertThat(cool.traits()).contains(Trait.COOL).doesNotContain(Trait.WARM, Trait.MAGENTA_TINT);
        assertThat(warm.character().warmth()).isGreaterThan(4);
        assertThat(cool.character().warmth()).isLessThan(-4);
    }

    @Test
    void knowsATint() {
        LookDescription green = described(rgb -> new double[] {0.9 * rgb[0], rgb[1], 0.9 * rgb[2]});
        LookDescription magenta = described(rgb -> new double[] {rgb[0], 0.88 * rgb[1], rgb[2]});
        assertThat(green.traits()).contains(Trait.GREEN_TINT).doesNotContain(Trait.WARM, Trait.COOL);
        assertThat(magenta.traits()).contains(Trait.MAGENTA_TINT).doesNotContain(Trait.WARM, Trait.COOL);
    }

    @Test
    void knowsTheContrast() {
        LookDescription steep = described(each(value -> value * value * (3 - 2 * value)));
        LookDescription flat = described(each(value -> 0.5 + 0.8 * (value - 0.5)));
        assertThat(steep.traits()).contains(Trait.HIGH_CONTRAST).doesNotContain(Trait.FADED, Trait.LOW_CONTRAST);
        assertThat(flat.traits()).contains(Trait.LOW_CONTRAST).doesNotContain(Trait.HIGH_CONTRAST);
        assertThat(steep.character().contrast()).isGreaterThan(1.25);
        assertThat(flat.character().contrast()).isLessThan(0.88);
    }

    @Test
    void knowsLiftedBlacks() {
        assertThat(described(each(value -> 0.12 + 0.88 * value)).traits()).contains(Trait.FADED);
        assertThat(described(each(value -> 0.02 + 0.98 * value)).traits()).doesNotContain(Trait.FADED);
    }

    @Test
    void knowsTheSaturation() {
        LookDescription rich = described(rgb -> mixed(rgb, 1.4));
        LookDescription pale = described(rgb -> mixed(rgb, 0.5));
        assertThat(rich.traits()).contains(Trait.SATURATED).doesNotContain(Trait.MUTED);
        assertThat(pale.traits()).contains(Trait.MUTED).doesNotContain(Trait.SATURATED, Trait.MONOCHROME, Trait.COOL);
        assertThat(pale.character().saturation()).isBetween(0.4, 0.6);
    }

    @Test
    void knowsTheLightness() {
        LookDescription light = described(each(value -> Math.pow(value, 0.6)));
        LookDescription dark = described(each(value -> Math.pow(value, 1.6)));
        assertThat(light.traits()).contains(Trait.BRIGHT).doesNotContain(Trait.DARK);
        assertThat(dark.traits()).contains(Trait.DARK).doesNotContain(Trait.BRIGHT);
        assertThat(light.character().lightness()).isGreaterThan(7);
    }

    @Test
    void knowsSplitTones() {
        LookDescription look = described(rgb -> new double[] {
            rgb[0] + 0.08 * (lightness(rgb) - 0.5) * 2, rgb[1], rgb[2] - 0.08 * (lightness(rgb) - 0.5) * 2
        });
        assertThat(look.traits()).contains(Trait.SPLIT_TONED).doesNotContain(Trait.WARM, Trait.COOL);
        assertThat(described(rgb -> new double[] {rgb[0], rgb[1], 0.8 * rgb[2]}).traits())
                .doesNotContain(Trait.SPLIT_TONED);
    }

    @Test
    void knowsANegative() {
        LookDescription look = described(each(value -> 1 - value));
        assertThat(look.traits()).contains(Trait.NEGATIVE).doesNotContain(Trait.FADED, Trait.NEUTRAL);
        assertThat(look.character().contrast()).isNegative();
    }

    @Test
    void knowsALookThatShowsOneColor() {
        LookDescription look = described(rgb -> new double[] {0.5, 0.4, 0.3});
        assertThat(look.traits()).contains(Trait.MONOCHROME, Trait.LOW_CONTRAST);
        assertThat(look.character().saturation()).isZero();
        assertThat(look.character().contrast()).isCloseTo(0, within(0.001));
    }

    @Test
    void hasNamesThatComeBack() {
        for (Trait trait : Trait.values()) {
            assertThat(trait.toString()).matches("[a-z]+(-[a-z]+)?");
            assertThat(Trait.byName(trait.toString())).contains(trait);
        }
        assertThat(Trait.byName("WARM")).isEmpty();
    }

    private static double lightness(double[] rgb) {
        return (rgb[0] + rgb[1] + rgb[2]) / 3;
    }

    /** Of the same L*: the mean of the luminances. */
    private static double[] grey(double[] rgb) {
        double luminance = SrgbToLab.y(SrgbToLab.linear(rgb[0]), SrgbToLab.linear(rgb[1]), SrgbToLab.linear(rgb[2]));
        double encoded = luminance <= 0.0031308 ? 12.92 * luminance : 1.055 * Math.pow(luminance, 1 / 2.4) - 0.055;
        return new double[] {encoded, encoded, encoded};
    }

    private static double[] mixed(double[] rgb, double saturation) {
        double[] mixed = grey(rgb);
        for (int channel = 0; channel < 3; channel++) {
            mixed[channel] += saturation * (rgb[channel] - mixed[channel]);
        }
        return mixed;
    }

    private static UnaryOperator<double[]> each(DoubleUnaryOperator curve) {
        return rgb ->
                new double[] {curve.applyAsDouble(rgb[0]), curve.applyAsDouble(rgb[1]), curve.applyAsDouble(rgb[2])};
    }

    private static UnaryOperator<double[]> after(UnaryOperator<double[]> first, UnaryOperator<double[]> then) {
        return rgb -> then.apply(first.apply(rgb));
    }
}
