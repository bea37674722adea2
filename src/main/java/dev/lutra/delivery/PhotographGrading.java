package dev.lutra.delivery;

import dev.lutra.color.Lut3d;
import dev.lutra.compute.Bulkhead;
import dev.lutra.compute.ComputePool;
import dev.lutra.compute.MemoryBudget;
import dev.lutra.compute.Permit;
import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageType;
import dev.lutra.image.InvalidImage;
import dev.lutra.image.Photograph;
import dev.lutra.library.LibraryLut;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;
import org.springframework.util.unit.DataSize;

/** Grades photographs that clients send. Nothing of them is stored. */
@Service
@Profile("api")
public final class PhotographGrading {

    /** Points along an edge, if the look has no more itself. */
    private static final int LATTICE = 33;

    /** Points along an edge for looks that are curved between their own points, such as those for log footage. */
    private static final int FINE_LATTICE = 65;

    private static final String SETTING = "LUTRA_IMAGE_MEMORY";

    private final Delivery delivery;
    private final UnitLattices lattices;
    private final DeliverySettings settings;
    private final ImageSettings images;
    private final ComputePool imaging;
    private final MemoryBudget files;
    private final MemoryBudget pixels;
    private final Bulkhead places;

    PhotographGrading(
            Delivery delivery,
            UnitLattices lattices,
            DeliverySettings settings,
            ImageSettings images,
            DeliveryPools pools) {
        this.delivery = delivery;
        this.lattices = lattices;
        this.settings = settings;
        this.images = images;
        imaging = pools.imaging();
        // A file that waits for more of the memory that it holds a part of could wait for another that does the same.
        files = new MemoryBudget(images.fileBudget(), Duration.ZERO, SETTING);
        pixels = new MemoryBudget(images.pixelBudget(), settings.maxWait(), SETTING);
        places = new Bulkhead(images.places(), settings.waiting(), settings.maxWait());
    }

    /** Receives what is known of an answer before its first byte. */
    @FunctionalInterface
    public interface Answer {

        /**
         * Opens the answer.
         *
         * @param warnings what it does not keep of the photograph
         */
        Delivery.Target with(List<String> warnings);
    }

    /**
     * Reads, grades and writes a photograph.
     *
     * @param client the client whose number of photographs and streams is limited
     * @throws InvalidImage if the photograph is damaged, of a kind that is not read, or too large
     * @throws IOException if the client does not send the photograph or does not read the answer, or not in time
     * @throws dev.lutra.compute.Overloaded if too many are graded, in all or for this client
     */
    @SuppressWarnings("try") // Places and loans are only held.
    public void grade(PhotographRequest request, String client, Answer answer) throws IOException {
        checkLength(request.length());
        try (Permit stream = delivery.enter(client);
                var file = ReceivedFile.receive(request.file(), request.length(), files)) {
            byte[] bytes = file.bytes();
            ImageFile image = imaging.compute(() -> open(bytes, request.type()));
            try (MemoryBudget.Loan loan = pixels.lend(affordable(image))) {
                Photograph graded = places.call(() -> graded(request, image));
                HandedOver.write(
                        out -> imaging.call(() -> {
                            graded.write(request.quality(), out);
                            return true;
                        }),
                        () -> new AnswerStream(answer.with(graded.warnings()).open(), settings.streamTime()));
            }
        }
    }

    private void checkLength(long length) {
        if (length > images.fileBudget().toBytes()) {
            throw InvalidImage.tooLarge(
                    "The image has %,d bytes, and the service has memory for %,d. The operator can give it more (%s, or a larger heap with -Xmx)."
                            .formatted(length, images.fileBudget().toBytes(), SETTING));
        }
    }

    private ImageFile open(byte[] bytes, ImageType declared) {
        ImageFile image = ImageFile.open(bytes, images.limits());
        if (image.type() != declared) {
            throw InvalidImage.mismatched(image.type(), declared);
        }
        return image;
    }

    private Photograph graded(PhotographRequest request, ImageFile image) throws IOException {
        Lut3d lut = lattices.of(request.subject(), request.strength(), size(request.subject()));
        return imaging.compute(image::decode).graded(lut, imaging::forEach);
    }

    /** The memory that an image needs, if there is ever as much. */
    private long affordable(ImageFile image) {
        if (image.memory() > images.pixelBudget().toBytes()) {
            throw InvalidImage.tooLarge(
                    "The image of %,d × %,d pixels needs %,d MB of memory, and the service has %,d MB for pixels. The operator can give it more (%s, or a larger heap with -Xmx)."
                            .formatted(
                                    image.width(),
                                    image.height(),
                                    DataSize.ofBytes(image.memory()).toMegabytes() + 1,
                                    images.pixelBudget().toMegabytes(),
                                    SETTING));
        }
        return image.memory();
    }

    private static int size(ColorMap subject) {
        return switch (subject) {
            case ColorMap.Single single -> size(single.lut());
            case Blend blend -> blend.domain().isUnit() ? LATTICE : FINE_LATTICE;
            case Inverse inverse -> FINE_LATTICE;
            case TokenLook token -> LATTICE;
        };
    }

    private static int size(LibraryLut lut) {
        boolean plain = lut.shaper() == null && lut.inputs().isUnit();
        return plain ? Math.clamp(lut.source().size(), LATTICE, FINE_LATTICE) : FINE_LATTICE;
    }
}
