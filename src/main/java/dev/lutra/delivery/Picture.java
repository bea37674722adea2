package dev.lutra.delivery;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The photographs that previews show. They are on the page, too. */
public enum Picture {
    LANDSCAPE,
    STILL_LIFE,
    CHART;

    /** The picture of previews that name none. */
    public static final Picture USUAL = LANDSCAPE;

    /** The name in an address, and of the file. */
    public String text() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The picture of a name. */
    public static Optional<Picture> of(String text) {
        return Arrays.stream(values())
                .filter(picture -> picture.text().equals(text))
                .findFirst();
    }
}
