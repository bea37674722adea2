package dev.lutra.library;

import dev.lutra.network.LookCode;
import org.springframework.stereotype.Service;

/** Reads what the library keeps of looks outside of memory: their details. */
@Service
public class LookStore {

    private final EncodingTable table;

    LookStore(EncodingTable table) {
        this.table = table;
    }

    /**
     * What is stored of a LUT under the model that answers for it.
     *
     * @throws LookReplaced if it is not there any more, or with another detail
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
