package dev.lutra.library;

import dev.lutra.network.LookCode;
import org.springframework.stereotype.Service;

/** Reads the details of looks from the database. */
@Service
public class LookStore {

    private final EncodingTable table;

    LookStore(EncodingTable table) {
        this.table = table;
    }

    /**
     * The embedding and the detail of a LUT in the model that answers.
     *
     * @throws LookReplaced if the encoding was deleted or has another detail now
     */
    public LookCode code(LibraryLut lut) {
        Encoding encoding = lut.encoding().orElseThrow();
        Encoding.StoredDetail stored = encoding.detail();
        byte[] detail = stored == null
                ? null
                : table.detail(encoding.model().key(), lut.key(), stored.sha256())
                        .orElseThrow(() -> new LookReplaced(lut.id()));
        return new LookCode(encoding.embedding(), detail);
    }
}
