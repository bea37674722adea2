package dev.lutra.network.learn.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.lutra.color.Lut3d;
import dev.lutra.color.RgbBox;
import dev.lutra.network.TestLuts;
import dev.lutra.network.learn.synthetic.HueOperations.ChannelMixer;
import dev.lutra.network.learn.synthetic.HueOperations.HueRotation;
import dev.lutra.network.learn.synthetic.HueOperations.HueWindow;
import dev.lutra.network.learn.synthetic.HueOperations.Ripple;
import dev.lutra.network.learn.synthetic.HueOperations.WhiteBalance;
import dev.lutra.network.learn.synthetic.ToneOperations.ChannelCurves;
import dev.lutra.network.learn.synthetic.ToneOperations.Exposure;
import dev.lutra.network.learn.synthetic.ToneOperations.Fade;
import dev.lutra.network.learn.synthetic.ToneOperations.GradientMap;
import dev.lutra.network.learn.synthetic.ToneOperations.LumaCurve;
import dev.lutra.network.learn.synthetic.ToneOperations.SplitTone;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ColorOperationTest {

    private static final float[] NONE = {0, 0, 0};
    private static final float[] IDENTITY = {1, 0, 0, 0, 1, 0, 0, 0, 1};
    private static final ToneCurve STRAIGHT =
            new ToneCurve(new float[] {0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f, 1});

    static List<ColorOperation> neutral() {
        Lut3d look = TestLuts.looks(1, 3).getFirst();
        AppliedLook unchanged = AppliedLook.fully(Lut3d.identity(4));
        return List.of(
                new ChannelCurves(STRAIGHT, STRAIGHT, STRAIGHT),
                new Exposure(1, 1, 0.4f),
                new Fade(NONE, new float[] {1, 1, 1}),
                new SplitTone(NONE, NONE, NONE, 2),
                new GradientMap(new float[] {1, 0, 0, 0, 1, 0, 0, 0, 1}, 0),
                new LumaCurve(STRAIGHT, 0),
                new HueRotation(0, 1),
                new HueRotation((float) (2 * Math.PI), 1),
                new WhiteBalance(new float[] {1, 1, 1}),
                new ChannelMixer(IDENTITY, NONE),
                new HueWindow(1, 3, NONE, 0, true),
                new Ripple(IDENTITY, new float[] {1, 2, 3}, NONE),
                AppliedLook.fully(look).withStrength(0),
                new AppliedLook.Permuted(unchanged, new int[] {1, 2, 0}),
                new LookMix(List.of(unchanged, unchanged), LookMix.byLuma(0.5f, 0.2f)));
    }

    @ParameterizedTest
    @MethodSource("neutral")
    void withNeutralParametersChangesNothing(ColorOperation operation) {
        assertThat(applied(operation))
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(Lut3d.identity(5).lattice());
    }

    /** These have no parameters that ignore the strength. */
    static Stream<Function<Draws, ColorOperation>> scaled() {
        return Stream.of(
                Exposure::draw,
                Fade::draw,
                SplitTone::draw,
                WhiteBalance::draw,
                ChannelMixer::draw,
                HueWindow::draw,
                Ripple::draw);
    }

    @ParameterizedTest
    @MethodSource("scaled")
    void departsFromTheIdentityWithItsStrength(Function<Draws, ColorOperation> kind) {
        for (int seed = 0; seed < 50; seed++) {
            float[] none = applied(kind.apply(new Draws(new SplittableRandom(seed), 0)));
            float[] usual = applied(kind.apply(new Draws(new SplittableRandom(seed), 1)));

            assertThat(none)
                    .usingComparatorWithPrecision(1e-6f)
                    .containsExactly(Lut3d.identity(5).lattice());
            assertThat(usual).isNotEqualTo(none);
        }
    }

    @Test
    void areAllDrawn() {
        var random = new SplittableRandom(1);
        var kinds = new HashSet<Class<?>>();
        for (int i = 0; i < 300; i++) {
            kinds.add(LookOperations.draw(new Draws(random, 1)).getClass());
        }

        assertThat(kinds)
                .containsExactlyInAnyOrder(
                        ChannelCurves.class,
                        Exposure.class,
                        Fade.class,
                        SplitTone.class,
                        GradientMap.class,
                        LumaCurve.class,
                        HueRotation.class,
                        WhiteBalance.class,
                        ChannelMixer.class,
                        HueWindow.class,
                        Ripple.class);
    }

    @Test
    void hueRotationKeepsLumaAndGreys() {
        var turned = new float[] {0.4f, 0.5f, 0.6f, 0.3f, 0.3f, 0.3f};
        float luma = ColorOperation.luma(turned, 0);

        new HueRotation(2, 0.8f).applyTo(turned);

        assertThat(turned[0]).isNotCloseTo(0.4f, within(0.01f));
        assertThat(ColorOperation.luma(turned, 0)).isCloseTo(luma, within(1e-6f));
        assertThat(new float[] {turned[3], turned[4], turned[5]})
                .usingComparatorWithPrecision(1e-6f)
                .containsExactly(0.3f, 0.3f, 0.3f);
    }

    @Test
    void hueWindowChangesItsHueMostAndNoGreys() {
        var colors = new float[] {0.8f, 0.2f, 0.2f, 0.2f, 0.8f, 0.8f, 0.5f, 0.5f, 0.5f};

        new HueWindow(0, 4, new float[] {0, 0.1f, 0}, 0, false).applyTo(colors);

        assertThat(colors)
                .usingComparatorWithPrecision(1e-4f)
                .containsExactly(0.8f, 0.26f, 0.2f, 0.2f, 0.8f, 0.8f, 0.5f, 0.5f, 0.5f);
    }

    @Test
    void gradientMapGivesItsStops() {
        var colors = new float[] {0, 0, 0, 0.5f, 0.5f, 0.5f, 1, 1, 1};
        float[] stops = {0.1f, 0, 0.2f, 0.6f, 0.5f, 0.3f, 1, 0.9f, 0.8f};

        new GradientMap(stops, 1).applyTo(colors);

        assertThat(colors).usingComparatorWithPrecision(1e-6f).containsExactly(stops);
    }

    @Test
    void permutedLookGivesOutputsBackToTheirChannels() {
        Lut3d swapsRedAndGreen =
                new Lut3d(2, RgbBox.UNIT, swapped(Lut3d.identity(2).lattice()));
        var rgb = new float[] {0.1f, 0.2f, 0.3f};

        // The look gets green, blue, red and gives blue, green, red.
        new AppliedLook.Permuted(AppliedLook.fully(swapsRedAndGreen), new int[] {1, 2, 0}).applyTo(rgb);

        assertThat(rgb).usingComparatorWithPrecision(1e-6f).containsExactly(0.1f, 0.3f, 0.2f);
    }

    @Test
    void mixWeighsItsLooks() {
        AppliedLook same = AppliedLook.fully(Lut3d.identity(2));
        AppliedLook swapped = AppliedLook.fully(
                new Lut3d(2, RgbBox.UNIT, swapped(Lut3d.identity(2).lattice())));
        var constant = new float[] {0, 1, 0.5f};
        var warm = new float[] {1, 0.5f, 0};
        var dark = new float[] {0, 0.1f, 0};

        new LookMix(List.of(same, swapped), LookMix.constant(1, 3)).applyTo(constant);
        new LookMix(List.of(same, swapped), LookMix.byWarmth()).applyTo(warm);
        new LookMix(List.of(same, swapped), LookMix.byLuma(0.5f, 0.2f)).applyTo(dark);

        assertThat(constant).usingComparatorWithPrecision(1e-6f).containsExactly(0.75f, 0.25f, 0.5f);
        assertThat(warm).usingComparatorWithPrecision(1e-6f).containsExactly(1, 0.5f, 0);
        assertThat(dark).usingComparatorWithPrecision(1e-6f).containsExactly(0.1f, 0, 0);
    }

    @Test
    void toneCurvePassesThroughItsKnots() {
        ToneCurve curve = ToneCurve.draw(new Draws(new SplittableRandom(1), 1));
        for (int i = 0; i < ToneCurve.KNOTS; i++) {
            assertThat(curve.at(i / 8f)).isCloseTo(curve.knots()[i], within(1e-6f));
        }

        // Continuous with its slope: no corner at a knot.
        float slopeBefore = (curve.at(0.5f) - curve.at(0.499f)) / 0.001f;
        float slopeAfter = (curve.at(0.501f) - curve.at(0.5f)) / 0.001f;
        assertThat(slopeAfter).isCloseTo(slopeBefore, within(0.05f));
    }

    @Test
    void clampsWhatIsNotInTheUnitCube() {
        var rgb = new float[] {0.2f, 0.9f, 0.5f};

        new Exposure(Float.NaN, 1, 0.5f).applyTo(rgb);
        assertThat(rgb).containsExactly(0, 0, 0);

        new Fade(new float[] {-1, 2, 0.5f}, NONE).applyTo(rgb);
        assertThat(rgb).containsExactly(0, 1, 0.5f);
    }

    private static float[] applied(ColorOperation operation) {
        float[] colors = Lut3d.identity(5).lattice();
        operation.applyTo(colors);
        return colors;
    }

    private static float[] swapped(float[] lattice) {
        for (int at = 0; at < lattice.length; at += 3) {
            float red = lattice[at];
            lattice[at] = lattice[at + 1];
            lattice[at + 1] = red;
        }
        return lattice;
    }
}
