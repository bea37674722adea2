package dev.lutra.delivery.web;

import static dev.lutra.delivery.web.BlendBody.EMBEDDING;
import static dev.lutra.delivery.web.BlendBody.OUTPUT;

import dev.lutra.delivery.Blend;
import dev.lutra.delivery.BlendBuilder;
import dev.lutra.delivery.ColorMap;
import dev.lutra.delivery.DeliverySettings;
import dev.lutra.delivery.InvalidParameters;
import dev.lutra.library.Library;
import dev.lutra.problem.FieldFault;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Makes blends of what requests say. */
@Component
@Profile("api")
final class Mixes {

    private final Library library;
    private final DeliverySettings settings;

    Mixes(Library library, DeliverySettings settings) {
        this.library = library;
        this.settings = settings;
    }

    /**
     * Starts an empty blend.
     *
     * @throws InvalidParameters if the space is unknown
     */
    BlendBuilder of(String space) {
        if (!space.equals(OUTPUT) && !space.equals(EMBEDDING)) {
            throw new InvalidParameters(
                    List.of(new FieldFault("space", "out-of-range", "must be 'output' or 'embedding'")));
        }
        return new BlendBuilder(
                library, Blend.Space.valueOf(space.toUpperCase(Locale.ROOT)), settings.blendedOutputs());
    }

    /**
     * Makes the blend of a parameter.
     *
     * @param text entries {@code id:weight}, separated by commas
     * @throws InvalidParameters if the space or an entry has a fault
     */
    ColorMap parse(String text, String space) {
        BlendBuilder mix = of(space);
        for (String entry : text.split(",", -1)) {
            int colon = entry.lastIndexOf(':');
            try {
                mix.add(
                        "mix",
                        entry.substring(0, Math.max(colon, 0)).strip(),
                        Double.parseDouble(entry.substring(colon + 1)));
            } catch (NumberFormatException e) {
                mix.reject("mix", "invalid-entry", "'%s' is not of the form id:weight".formatted(entry));
            }
        }
        return mix.subject("mix");
    }
}
