package dev.lutra.network;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network and the looks that it holds, in order. A model grows at the end and changes nowhere else.
 *
 * @param info the author and the terms
 * @param network the shared weights
 * @param luts the descriptions of its LUTs; the position of a LUT is its index
 * @param looks the stored form of each of {@code luts}
 */
public record Model(Info info, Network network, List<ModelLut> luts, List<LookCode> looks) {

    public Model {
        luts = List.copyOf(luts);
        looks = List.copyOf(looks);
        if (luts.size() != looks.size()) {
            throw new IllegalArgumentException("%d LUTs but %d looks".formatted(luts.size(), looks.size()));
        }
        var ids = new LinkedHashSet<String>();
        for (ModelLut lut : luts) {
            if (!ids.add(lut.id())) {
                throw new IllegalArgumentException("two LUTs are called " + lut.id());
            }
        }
    }

    /**
     * A LUT in the form that the network evaluates.
     *
     * @throws IndexOutOfBoundsException if the model holds no such LUT
     */
    public EncodedLut encoded(int index) {
        ModelLut lut = luts.get(index);
        LookCode look = looks.get(index);
        return new EncodedLut(look.embedding().values(), look.detail(), lut.domain(), lut.range());
    }

    /** The embeddings, one for each LUT. */
    public List<Embedding> embeddings() {
        return looks.stream().map(LookCode::embedding).toList();
    }

    /** A model without LUTs. */
    public static Model empty(Info info, Network network) {
        return new Model(info, network, List.of(), List.of());
    }

    /** A model without details. */
    public static Model bare(Info info, Network network, List<ModelLut> luts, List<Embedding> embeddings) {
        return new Model(
                info,
                network,
                luts,
                embeddings.stream()
                        .map(embedding -> new LookCode(embedding, null))
                        .toList());
    }

    /**
     * Provenance of a model.
     *
     * @param id the slug; in a file, the id of the model file
     * @param title the title for people
     * @param createdAt the end of its training
     * @param provenance how the model was made, for people
     * @param license the SPDX identifier of the terms for the model and its LUTs
     * @param attribution the credit to the author
     */
    public record Info(
            String id,
            String title,
            Instant createdAt,
            String provenance,
            @Nullable String license,
            @Nullable String attribution) {

        /** The same description with another id. */
        public Info withId(String id) {
            return new Info(id, title, createdAt, provenance, license, attribution);
        }
    }
}
