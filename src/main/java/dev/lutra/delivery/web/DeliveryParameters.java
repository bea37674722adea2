package dev.lutra.delivery.web;

import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.InvalidParameters;
import dev.lutra.delivery.Picture;
import dev.lutra.delivery.PreviewRequest;
import dev.lutra.format.InvalidOptions;
import dev.lutra.format.LutFormat;
import dev.lutra.format.LutFormats;
import dev.lutra.format.LutLayout;
import dev.lutra.format.WriteLimits;
import dev.lutra.format.WriteOptions;
import dev.lutra.problem.Fault;
import dev.lutra.problem.FieldFault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks the parameters of one request and collects all faults, so that one problem names them all. */
final class DeliveryParameters {

    static final String SOURCE = "source";
    static final String NUMERIC = "numeric";
    static final String BIJECTIVE = "bijective";

    private final WriteLimits limits;
    private final List<Fault> faults = new ArrayList<>();

    DeliveryParameters(DeliverySettings settings) {
        limits = new WriteLimits(settings.maxResolution(), settings.maxLevel());
    }

    DeliveryParameters checkStrength(float strength) {
        // The negation also rejects NaN.
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

    DeliveryParameters checkMethod(String method) {
        if (!method.equals(NUMERIC) && !method.equals(BIJECTIVE)) {
            reject("method", "out-of-range", "must be 'numeric' or 'bijective'");
        }
        return this;
    }

    DeliveryParameters checkWidth(int width) {
        if (width < PreviewRequest.MIN_WIDTH || width > PreviewRequest.MAX_WIDTH) {
            reject(
                    "width",
                    "out-of-range",
                    "must be %d…%d".formatted(PreviewRequest.MIN_WIDTH, PreviewRequest.MAX_WIDTH));
        }
        return this;
    }

    DeliveryParameters checkQuality(@Nullable Integer quality) {
        if (quality != null && (quality < 1 || quality > 100)) {
            reject("quality", "out-of-range", "must be 1…100");
        }
        return this;
    }

    /** @throws InvalidParameters if no picture has the name, or if an earlier check failed */
    Picture picture(String name) {
        Optional<Picture> picture = Picture.of(name);
        if (picture.isEmpty()) {
            String known = Arrays.stream(Picture.values()).map(Picture::text).collect(Collectors.joining(", "));
            reject("picture", "out-of-range", "must be one of " + known);
        }
        check();
        return picture.orElseThrow();
    }

    /** @throws InvalidParameters if a check failed */
    void check() {
        if (!faults.isEmpty()) {
            throw new InvalidParameters(faults);
        }
    }

    /**
     * Makes the requested layout.
     *
     * @throws InvalidParameters if the format is only read or rejects an option, or if an earlier check failed
     */
    LutLayout layout(LutFormat format, WriteOptions options) {
        try {
            if (!format.isWritten()) {
                reject("format", "not-written", "." + format.extension() + " files are only read");
                throw new InvalidParameters(faults);
            }
            LutLayout layout = format.layout(options, limits);
            check();
            return layout;
        } catch (InvalidOptions e) {
            faults.addAll(e.faults());
            throw new InvalidParameters(faults);
        }
    }

    /**
     * Makes the requested layout of a format.
     *
     * @throws InvalidParameters as the other method does, and if no format of this name is written
     */
    LutLayout layout(String format, WriteOptions options) {
        Optional<LutFormat> known = LutFormats.byName(format).filter(LutFormat::isWritten);
        if (known.isEmpty()) {
            String written = LutFormats.all().stream()
                    .filter(LutFormat::isWritten)
                    .map(LutFormat::name)
                    .collect(Collectors.joining(", "));
            reject("format", "out-of-range", "must be one of " + written);
            check();
        }
        return layout(known.orElseThrow(), options);
    }

    private void reject(String field, String code, String detail) {
        faults.add(new FieldFault(field, code, detail));
    }
}
