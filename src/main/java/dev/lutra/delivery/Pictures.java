package dev.lutra.delivery;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.lutra.compute.ComputePool;
import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageLimits;
import dev.lutra.image.Photograph;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.springframework.context.annotation.Profile;
import org.springframework.core.io.ClassPathResource;
import org.springframework.stereotype.Component;

/** The photographs of previews, decoded, and reduced to the widths that are in use. */
@Component
@Profile("api")
final class Pictures {

    private static final ImageLimits LIMITS = new ImageLimits(1 << 23, 1 << 23);

    /** Three pictures of two megapixels, or some hundred small ones. */
    private static final long KEPT_BYTES = 24 << 20;

    private final ComputePool rendering;
    private final SingleFlightCache<Photograph> reduced = new SingleFlightCache<>(Caffeine.newBuilder()
            .maximumWeight(KEPT_BYTES)
            .weigher((String name, Photograph kept) -> 3 * kept.width() * kept.height()));

    Pictures(DeliveryPools pools) {
        rendering = pools.rendering();
    }

    /**
     * A picture of a width; of its own width if that is smaller.
     *
     * @return must not be changed
     */
    Photograph ofWidth(Picture picture, int width) {
        Photograph whole = whole(picture);
        if (width >= whole.width()) {
            return whole;
        }
        int height = Math.max(1, Math.round((float) width * whole.height() / whole.width()));
        return reduced.get(picture.text() + " " + width, () -> rendering.compute(() -> whole.reduced(width, height)));
    }

    private Photograph whole(Picture picture) {
        return reduced.get(picture.text(), () -> {
            byte[] file = file(picture);
            return rendering.compute(() -> ImageFile.open(file, LIMITS).decode());
        });
    }

    /** The file of a picture. */
    static byte[] file(Picture picture) {
        var resource = new ClassPathResource("static/pictures/" + picture.text() + ".jpg");
        try (InputStream in = resource.getInputStream()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException("the program lacks a picture", e);
        }
    }
}
