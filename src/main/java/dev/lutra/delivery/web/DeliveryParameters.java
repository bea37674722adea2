package dev.lutra.delivery.web;

import dev.lutra.color.HaldLevel;
import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.InvalidParameters;
import dev.lutra.delivery.InvalidParameters.Fault;
import dev.lutra.delivery.Rendering;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of one request, so that all that are wrong are named at once. */
final class DeliveryParameters {

    static final String SOURCE = "source";
    static final String NUMERIC = "numeric";
    static final String BIJECTIVE = "bijective";

    private static final int MIN_RESOLUTION = 2;
    private static final int DEFAULT_LEVEL = 8;

    private final DeliverySettings settings;
    private final List<Fault> faults = new ArrayList<>();

    DeliveryParameters(DeliverySettings settings) {
        this.settings = settings;
    }

    DeliveryParameters checkStrength(float strength) {
        // Negated, so that it catches NaN too.
        if (!(strength >= 0 && strength <= 1)) {
            reject("strength", "out-of-range", "must be 0…1");
        }
        return this;
    }

    DeliveryParameters checkFrom(@Nullable String from, @Nullable String model) {
        if (from != null && !from.equals(SOURCE) && !from.equals(ColorMap.Single.NETWORK)) {
            reject("from", "out-of-range", "must be 'source', 'network' or left out");
        } else if (SOURCE.equals(from) && model != null) {
            reject("from", "conflict", "'source' cannot be given together with model");
        }
        return this;
    }

    DeliveryParameters checkResolution(int res) {
        checkRange("res", res, MIN_RESOLUTION, settings.maxResolution());
        return this;
    }

    DeliveryParameters checkMethod(String method) {
        if (!method.equals(NUMERIC) && !method.equals(BIJECTIVE)) {
            reject("method", "out-of-range", "must be 'numeric' or 'bijective'");
        }
        return this;
    }

    /** @throws InvalidParameters if a check failed */
    void check() {
        if (!faults.isEmpty()) {
            throw new InvalidParameters(faults);
        }
    }

    /**
     * Gives the rendering that is asked for.
     *
     * @throws InvalidParameters if this or an earlier check failed
     */
    Rendering cube(int res) {
        checkResolution(res).check();
        return new Rendering.Cube(res);
    }

    /**
     * Gives the rendering that is asked for.
     *
     * @param level null if not given
     * @param res null if not given
     * @throws InvalidParameters if this or an earlier check failed
     */
    Rendering hald(@Nullable Integer level, @Nullable Integer res, int depth) {
        if (depth != 8 && depth != 16) {
            reject("depth", "out-of-range", "must be 8 or 16");
        }
        int chosen = res == null ? checkedLevel(level) : checkedResolution(level, res);
        check();
        return new Rendering.Hald(new HaldLevel(chosen), depth);
    }

    private int checkedLevel(@Nullable Integer level) {
        int chosen = level == null ? Math.min(DEFAULT_LEVEL, settings.maxLevel()) : level;
        checkRange("level", chosen, HaldLevel.MIN, settings.maxLevel());
        return chosen;
    }

    private int checkedResolution(@Nullable Integer level, int res) {
        int chosen = HaldLevel.ofCubeSize(res).map(HaldLevel::level).orElse(0);
        if (level != null) {
            reject("res", "conflict", "cannot be given together with level");
        } else if (chosen == 0 || chosen > settings.maxLevel()) {
            String sizes = IntStream.rangeClosed(HaldLevel.MIN, settings.maxLevel())
                    .mapToObj(fitting -> Integer.toString(fitting * fitting))
                    .collect(Collectors.joining(", "));
            reject("res", "out-of-range", "a Hald image holds one of these sizes: " + sizes);
        }
        return chosen;
    }

    private void checkRange(String field, int value, int min, int max) {
        if (value < min || value > max) {
            reject(field, "out-of-range", "must be %d…%d".formatted(min, max));
        }
    }

    private void reject(String field, String code, String detail) {
        faults.add(new Fault(field, code, detail));
    }
}
