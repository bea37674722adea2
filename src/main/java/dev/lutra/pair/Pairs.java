package dev.lutra.pair;

import dev.lutra.codec.EncodedToken;
import dev.lutra.codec.Token;
import dev.lutra.codec.TokenEncoder;
import dev.lutra.compute.MemoryBudget;
import dev.lutra.compute.ThreadPoolBulkhead;
import dev.lutra.format.LutLayout;
import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageLimits;
import dev.lutra.image.InvalidImage;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryModel;
import java.io.IOException;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Makes looks from pairs of photographs with the network of the active model. It stores nothing. */
@Service
@Profile("api")
public final class Pairs {

    private final Library library;
    private final ModelFits fits;
    private final ImageLimits limits;
    private final ThreadPoolBulkhead threads;
    private final MemoryBudget memory;

    Pairs(Library library, PairSettings settings) {
        this.library = library;
        fits = new ModelFits(library);
        limits = settings.limits();
        threads = new ThreadPoolBulkhead("pair", settings.atOnce(), settings.waiting(), settings.maxWait());
        memory = settings.budget();
    }

    /** A photograph as it was sent. */
    public interface Upload {

        /** The size of the file, in bytes. */
        long size();

        byte[] bytes() throws IOException;
    }

    /** A look, and what carries it. */
    public sealed interface Answer {

        PairLook look();
    }

    /** A look in a token. */
    public record InToken(PairLook look, EncodedToken token) implements Answer {}

    /** A look in a file. */
    public record InFile(PairLook look, LutLayout layout, byte[] file) implements Answer {}

    /**
     * Fits a look, within some seconds.
     *
     * @param layout the file that carries the look; null for a token
     * @throws InvalidImage if a photograph cannot be read, or exceeds the limits
     * @throws PairUnusable if no look can be made from the pair, or no model can make one
     * @throws dev.lutra.compute.Overloaded if too many others are computed
     * @throws dev.lutra.compute.MemoryShort if the photographs need more memory than there is for pairs
     * @throws IOException if an upload cannot be read
     */
    public Answer fit(Upload before, Upload after, @Nullable LutLayout layout) throws IOException {
        checkSize(before);
        checkSize(after);
        LibraryModel model = library.active()
                .filter(active -> active.network().prior() != null)
                .orElseThrow(PairUnusable::noModel);
        int size = layout == null ? Token.SIZE : layout.size();
        return threads.call(() -> {
            MemoryBudget.Loan files = memory.lend(before.size() + after.size());
            try (files) {
                ImageFile first = ImageFile.open(before.bytes(), limits);
                ImageFile second = ImageFile.open(after.bytes(), limits);
                MemoryBudget.Loan work = memory.lend(LookFromPair.memory(first, second, size));
                try (work) {
                    PairLook look = new LookFromPair(fits.of(model)).fit(first, second, size);
                    return layout == null
                            ? new InToken(look, token(look))
                            : new InFile(look, layout, PairFile.write(look.lut(), layout));
                }
            }
        });
    }

    private static EncodedToken token(PairLook look) {
        try {
            return new TokenEncoder().encode(look.lut(), Token.USUAL_BYTES);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("the look was interrupted");
        }
    }

    private void checkSize(Upload upload) {
        if (upload.size() > limits.bytes()) {
            throw InvalidImage.tooLarge(String.format(
                    Locale.ROOT,
                    "A photograph has %,d bytes, and at most %,d are read.",
                    upload.size(),
                    limits.bytes()));
        }
    }
}
