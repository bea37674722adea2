package dev.lutra.pair;

import dev.lutra.compute.MemoryBudget;
import dev.lutra.compute.ThreadPoolBulkhead;
import dev.lutra.image.ImageFile;
import dev.lutra.image.ImageLimits;
import dev.lutra.image.InvalidImage;
import dev.lutra.library.Library;
import dev.lutra.library.LibraryModel;
import dev.lutra.network.Network;
import java.io.IOException;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Service;

/** Makes looks from pairs of photographs with the network of the active model. It stores nothing. */
@Service
@Profile("api")
public final class Pairs {

    private final Library library;
    private final ImageLimits limits;
    private final ThreadPoolBulkhead threads;
    private final MemoryBudget memory;

    Pairs(Library library, PairSettings settings) {
        this.library = library;
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

    /**
     * Fits a look, within some seconds.
     *
     * @param size points along an edge of the lattice
     * @throws InvalidImage if a photograph cannot be read, or exceeds the limits
     * @throws PairUnusable if no look can be made from the pair, or no model can make one
     * @throws dev.lutra.compute.Overloaded if too many others are computed
     * @throws dev.lutra.compute.MemoryShort if the photographs need more memory than there is for pairs
     * @throws IOException if an upload cannot be read
     */
    public PairLook fit(Upload before, Upload after, int size) throws IOException {
        checkSize(before);
        checkSize(after);
        Network network = library.active()
                .map(LibraryModel::network)
                .filter(active -> active.prior() != null)
                .orElseThrow(PairUnusable::noModel);
        return threads.call(() -> {
            try (MemoryBudget.Loan files = memory.lend(before.size() + after.size())) {
                ImageFile first = ImageFile.open(before.bytes(), limits);
                ImageFile second = ImageFile.open(after.bytes(), limits);
                // One of the two is decoded at a time.
                try (MemoryBudget.Loan work =
                        memory.lend(Math.max(first.memory(), second.memory()) + LookFromPair.memory(size))) {
                    return new LookFromPair(network).fit(first, second, size);
                }
            }
        });
    }

    private void checkSize(Upload upload) {
        if (upload.size() > limits.bytes()) {
            throw InvalidImage.tooLarge(
                    "A photograph has %,d bytes, and at most %,d are read.".formatted(upload.size(), limits.bytes()));
        }
    }
}
