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
     * @throws LutNotFound if it is not there any more
     */
    public LookCode code(LibraryLut lut) {
        Encoding encoding = lut.encoding().orElseThrow();
        byte[] detail = encoding.detail() == null
                ? null
                : table.detail(encoding.model().key(), lut.key()).orElseThrow(() -> new LutNotFound(lut.id()));
        return new LookCode(encoding.embedding(), detail);
    }
}
