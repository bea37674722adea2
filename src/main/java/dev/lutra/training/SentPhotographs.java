package dev.lutra.training;

import dev.lutra.color.ColorHistogram;
import dev.lutra.compute.ThreadPoolBulkhead;
import dev.lutra.format.InvalidPhotograph;
import dev.lutra.format.Photographs;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Counts the colours of photographs that come with a request, on separate threads. */
@Component
@Profile("api")
public final class SentPhotographs {

    private final ThreadPoolBulkhead reading;

    SentPhotographs(JobSettings settings) {
        reading = new ThreadPoolBulkhead("photographs", settings.photographs(), 0, Duration.ZERO);
    }

    /** A photograph of the request. */
    public interface Photograph {

        String name();

        InputStream open() throws IOException;
    }

    /**
     * Counts their colours.
     *
     * @throws InvalidPhotograph if one cannot be read
     * @throws dev.lutra.compute.Overloaded if the photographs of other requests are being read
     * @throws IOException if the request cannot be read
     */
    public ColorHistogram colors(List<? extends Photograph> photographs) throws IOException {
        return reading.call(() -> {
            var colors = new ColorHistogram.Builder();
            for (Photograph photograph : photographs) {
                try (InputStream in = photograph.open()) {
                    colors.add(Photographs.pixels(photograph.name(), in));
                }
            }
            return colors.build();
        });
    }
}
