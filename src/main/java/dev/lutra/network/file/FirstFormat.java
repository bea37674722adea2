package dev.lutra.network.file;

import dev.lutra.network.ByteEmbedding;
import dev.lutra.network.LookCode;
import dev.lutra.network.NetworkShape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The looks of a model file of format 1: {@code embedding.codes} (int8, LUTs × numbers) and {@code embedding.scales}
 * (float32, LUTs × blocks).
 */
final class FirstFormat {

    static final int TENSORS = 2;

    private FirstFormat() {}

    /** @throws IllegalArgumentException if an embedding is invalid */
    static List<LookCode> looks(Safetensors content, NetworkShape shape, int luts) {
        int numbers = shape.embeddingSize();
        int blocks = shape.blocks();
        byte[] codes =
                content.tensor("embedding.codes", Tensor.Type.I8, luts, numbers).bytes();
        float[] scales = content.tensor("embedding.scales", Tensor.Type.F32, luts, blocks)
                .floats();
        var looks = new ArrayList<LookCode>();
        for (int lut = 0; lut < luts; lut++) {
            var embedding = new ByteEmbedding(
                    Arrays.copyOfRange(codes, lut * numbers, (lut + 1) * numbers),
                    Arrays.copyOfRange(scales, lut * blocks, (lut + 1) * blocks));
            embedding.check(shape);
            looks.add(new LookCode(embedding, null));
        }
        return looks;
    }
}
