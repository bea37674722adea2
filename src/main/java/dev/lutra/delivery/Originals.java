package dev.lutra.delivery;

import dev.lutra.compute.ComputePool;
import dev.lutra.library.LutStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/** Unpacks uploaded files piece by piece. */
@Component
@Profile("api")
final class Originals {

    private static final int PIECE = 1 << 16;

    private final LutStore luts;
    private final ComputePool opening;

    Originals(LutStore luts, DeliveryPools pools) {
        this.luts = luts;
        opening = pools.opening();
    }

    /**
     * Writes a file.
     *
     * @param target opened once the first piece exists
     * @throws dev.lutra.library.SourceNotKept if the source was deleted
     * @throws dev.lutra.library.SourceDamaged if the file is damaged; this is thrown before the last piece is written
     */
    void write(Original original, Delivery.Target target) throws IOException {
        try (InputStream file = luts.file(original.lut())) {
            byte[] piece = next(file);
            OutputStream out = target.open();
            while (piece.length > 0) {
                out.write(piece);
                piece = next(file);
            }
        }
    }

    private byte[] next(InputStream file) throws IOException {
        return opening.call(() -> file.readNBytes(PIECE));
    }
}
