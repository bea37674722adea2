package dev.lutra.network.file;

import dev.lutra.codec.DetailDecoder;
import dev.lutra.codec.InvalidDetail;
import dev.lutra.network.Embedding;
import dev.lutra.network.LookCode;
import dev.lutra.network.NetworkShape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The looks of a model file. Each look has a byte that gives the coding of its embedding, the embedding, and the bytes
 * of its detail, which may be absent. There is one coding: 0, its codes, then its scales as float32.
 *
 * @param offsets {@code looks.offsets}, int32: the offset in the bytes at which each look starts, and the end of the
 *     last one
 * @param bytes {@code looks.bytes}: one look after another
 */
record LookTensors(Tensor offsets, Tensor bytes) {

    static final String OFFSETS = "looks.offsets";
    static final String BYTES = "looks.bytes";
    static final int TENSORS = 2;

    private static final byte CODES_AND_SCALES = 0;

    static LookTensors of(List<LookCode> looks) {
        var offsets = new int[looks.size() + 1];
        for (int i = 0; i < looks.size(); i++) {
            LookCode look = looks.get(i);
            int length = Byte.BYTES + look.embedding().bytes() + look.detailBytes();
            offsets[i + 1] = Math.addExact(offsets[i], length);
        }
        var bytes = ByteBuffer.allocate(offsets[looks.size()]).order(ByteOrder.LITTLE_ENDIAN);
        for (LookCode look : looks) {
            bytes.put(CODES_AND_SCALES).put(look.embedding().codes());
            for (float scale : look.embedding().scales()) {
                bytes.putFloat(scale);
            }
            byte[] detail = look.detail();
            if (detail != null) {
                bytes.put(detail);
            }
        }
        return new LookTensors(Tensor.of(offsets), Tensor.of(bytes.array()));
    }

    /** @throws InvalidModelFile if a tensor is missing or has another shape */
    static LookTensors read(Safetensors content, int looks) {
        Tensor offsets = content.tensor(OFFSETS, Tensor.Type.I32, looks + 1);
        return new LookTensors(offsets, content.tensor(BYTES, Tensor.Type.U8, offsets.ints()[looks]));
    }

    /**
     * Splits the bytes into looks. Details are inspected but not decoded: the bytes after the header of a detail may
     * still prove invalid when they are decoded.
     *
     * @throws InvalidModelFile if a look is invalid or has another shape
     */
    List<LookCode> looks(NetworkShape shape) {
        int[] ends = offsets.ints();
        if (ends[0] != 0) {
            throw new InvalidModelFile("its looks start at %d, not at 0".formatted(ends[0]));
        }
        var looks = new ArrayList<LookCode>();
        for (int i = 1; i < ends.length; i++) {
            try {
                looks.add(look(ends[i - 1], ends[i], shape));
            } catch (InvalidModelFile | InvalidDetail | IllegalArgumentException e) {
                throw new InvalidModelFile("LUT %d: %s".formatted(i - 1, e.getMessage()));
            }
        }
        return looks;
    }

    private LookCode look(int from, int to, NetworkShape shape) {
        int numbers = shape.embeddingSize();
        int detail = Byte.BYTES + numbers + Float.BYTES * shape.blocks();
        if (to > bytes.bytes().length || to - (long) from < detail) {
            throw new InvalidModelFile("it lies at %d…%d, where an embedding has no room".formatted(from, to));
        }
        byte[] look = Arrays.copyOfRange(bytes.bytes(), from, to);
        if (look[0] != CODES_AND_SCALES) {
            throw new InvalidModelFile("its embedding is coded in a way that is not known: %d".formatted(look[0]));
        }
        var scales = new float[shape.blocks()];
        ByteBuffer.wrap(look, Byte.BYTES + numbers, Float.BYTES * scales.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asFloatBuffer()
                .get(scales);
        var embedding = new Embedding(Arrays.copyOfRange(look, Byte.BYTES, Byte.BYTES + numbers), scales);
        embedding.check(shape);
        if (look.length == detail) {
            return new LookCode(embedding, null);
        }
        byte[] bytesOfDetail = Arrays.copyOfRange(look, detail, look.length);
        DetailDecoder.inspect(bytesOfDetail);
        return new LookCode(embedding, bytesOfDetail);
    }
}
