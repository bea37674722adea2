package dev.lutra.color;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** The tints that a look gives to greys. */
final class GreyCasts {

    /** The outputs for the greys, black first. */
    private final List<Lab> greys;

    /** The same outputs, darkest first: a look may turn lightness around. */
    private final List<Lab> byLightness;

    GreyCasts(Signature look) {
        greys = IntStream.range(0, ProbeColors.GREYS).mapToObj(look::output).toList();
        byLightness = greys.stream()
                .sorted(Comparator.comparingDouble(Lab::lightness))
                .toList();
    }

    /** The mean of the tints of some greys. */
    Cast mean(int from, int to) {
        List<Lab> some = greys.subList(from, to);
        return new Cast(
                some.stream().mapToDouble(Lab::a).average().orElseThrow(),
                some.stream().mapToDouble(Lab::b).average().orElseThrow());
    }

    /** The tint of the grey that comes out at a lightness, interpolated between its neighbours. */
    Cast at(double lightness) {
        Lab below = byLightness.getFirst();
        for (Lab above : byLightness) {
            if (above.lightness() >= lightness) {
                double step = above.lightness() - below.lightness();
                double part = step > 0 ? Math.max(0, lightness - below.lightness()) / step : 0;
                return new Cast(below.a() + part * (above.a() - below.a()), below.b() + part * (above.b() - below.b()));
            }
            below = above;
        }
        return new Cast(below.a(), below.b());
    }
}
