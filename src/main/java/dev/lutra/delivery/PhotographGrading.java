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
import java.io.IOException;
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
    private final MemoryBudget memory;
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
        memory = new MemoryBudget(images.budget(), settings.maxWait(), SETTING);
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
    public void grade(PhotographRequest request, String client, Answer answer) throws IOException {
        try (Permit stream = delivery.enter(client);
                var file = ReceivedFile.receive(request.file(), request.length(), memory)) {
            byte[] bytes = file.bytes();
            ImageFile image = imaging.compute(() -> open(bytes, request.type()));
            try (MemoryBudget.Loan loan = memory.lend(affordable(image))) {
                Photograph graded = places.call(() -> graded(request, image));
                HandedOver.write(
                        out -> imaging.call(() -> {
                            graded.write(request.quality(), out);
                            return true;
                        }),
                        () -> new AnswerStream(
                                answer.with(graded.warnings()).open(), settings.streamTime()));
            }
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
        long whole = images.budget().toBytes() - image.bytes().length;
        if (image.memory() > whole) {
            throw InvalidImage.tooLarge(
                    "The image of %,d × %,d pixels needs %,d MB of memory, and the service has %,d MB for images. The operator can give it more (%s, or a larger heap with -Xmx)."
                            .formatted(
                                    image.width(),
                                    image.height(),
                                    DataSize.ofBytes(image.memory()).toMegabytes() + 1,
                                    images.budget().toMegabytes(),
                                    SETTING));
        }
        return image.memory();
    }

    private static int size(ColorMap subject) {
        return switch (subject) {
            case ColorMap.Single single when single.lut().shaper() != null || !single.lut().inputs().isUnit() ->
                FINE_LATTICE;
            case ColorMap.Single single ->
                Math.clamp(single.lut().source().size(), LATTICE, FINE_LATTICE);
            case Blend blend -> blend.domain().isUnit() ? LATTICE : FINE_LATTICE;
            case Inverse inverse -> FINE_LATTICE;
            case TokenLook token -> LATTICE;
        };
    }
}
