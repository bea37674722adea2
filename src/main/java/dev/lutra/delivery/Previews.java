package dev.lutra.delivery;

import dev.lutra.color.Lut3d;
import dev.lutra.compute.ComputePool;
import dev.lutra.image.Photograph;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.IntConsumer;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Shows looks on pictures. */
@Component
@Profile("api")
final class Previews {

    /** Points along an edge. */
    private static final int LATTICE = 33;

    /** At this quality a JPEG of the size of a thumbnail shows no artefacts, and takes some 30 KB at 640 pixels. */
    private static final int QUALITY = 88;

    private final UnitLattices lattices;
    private final Pictures pictures;
    private final ComputePool rendering;

    Previews(UnitLattices lattices, Pictures pictures, DeliveryPools pools) {
        this.lattices = lattices;
        this.pictures = pictures;
        rendering = pools.rendering();
    }

    /** Answers a request. */
    byte[] jpeg(PreviewRequest request) throws IOException {
        return jpeg(
                lattices.of(request.subject(), request.strength(), LATTICE),
                pictures.ofWidth(request.picture(), request.width()));
    }

    /**
     * Shows an open map on a picture.
     *
     * @param map a map that spans 0…1; stays open
     * @param width in pixels, as {@link PreviewRequest} has it
     */
    byte[] jpeg(OpenColorMap map, Picture picture, int width) throws IOException {
        return jpeg(lattices.of(map, 1, LATTICE), pictures.ofWidth(picture, width));
    }

    private byte[] jpeg(Lut3d lut, Photograph picture) throws IOException {
        return rendering.call(() -> {
            var out = new ByteArrayOutputStream();
            picture.copy().graded(lut, Previews::inTurn).write(QUALITY, out);
            return out.toByteArray();
        });
    }

    /** A preview has so few pixels that one thread is enough. */
    private static void inTurn(int count, IntConsumer work) {
        for (int i = 0; i < count; i++) {
            work.accept(i);
        }
    }
}
